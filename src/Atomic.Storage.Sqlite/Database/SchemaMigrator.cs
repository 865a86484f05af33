using Atomic.Core.Errors;
using Microsoft.Data.Sqlite;

namespace Atomic.Storage.Sqlite.Database;

/// <summary>Brings a file's schema forward, component by component, each step in a transaction of its own.</summary>
internal static class SchemaMigrator
{
    private const string VersionTable =
        "CREATE TABLE IF NOT EXISTS schema_versions(component TEXT PRIMARY KEY, version INTEGER NOT NULL, name TEXT NOT NULL) WITHOUT ROWID";

    private const string ReadVersion = "SELECT version FROM schema_versions WHERE component = $component";

    private const string WriteVersion =
        "INSERT INTO schema_versions(component, version, name) VALUES($component, $version, $name) " +
        "ON CONFLICT(component) DO UPDATE SET version = excluded.version, name = excluded.name";

    /// <summary>Applies what the file lacks.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.DatabaseTooNew"/> where the file is ahead of the code.</exception>
    public static void Migrate(SqliteConnection connection, string path, IReadOnlyList<ComponentSchema> components)
    {
        Connections.Execute(connection, VersionTable);
        foreach (var component in components)
        {
            RequireOrder(component);
            RequireNotNewer(connection, path, component);
        }

        foreach (var component in components)
        {
            var version = VersionOf(connection, component.Component);
            foreach (var migration in component.Migrations.Skip(version))
                Apply(connection, component.Component, migration);
        }
    }

    private static void RequireOrder(ComponentSchema component)
    {
        for (var index = 0; index < component.Migrations.Count; index++)
        {
            if (component.Migrations[index].Version != index + 1)
                throw new AtomicException(ErrorCodes.Internal, $"The migrations of {component.Component} must be numbered 1, 2, 3 and so on without gaps.");
        }
    }

    private static void RequireNotNewer(SqliteConnection connection, string path, ComponentSchema component)
    {
        var found = VersionOf(connection, component.Component);
        if (found > component.Migrations.Count)
        {
            throw new AtomicException(
                ErrorCodes.DatabaseTooNew,
                $"Database {path} has version {found} of {component.Component}, but this program knows only version {component.Migrations.Count}: " +
                "start the newer program, or choose another file.");
        }
    }

    private static int VersionOf(SqliteConnection connection, string component)
    {
        using var command = connection.CreateCommand();
        command.CommandText = ReadVersion;
        command.Parameters.AddWithValue("$component", component);
        return command.ExecuteScalar() is long version ? (int)version : 0;
    }

    private static void Apply(SqliteConnection connection, string component, Migration migration)
    {
        using var transaction = connection.BeginTransaction();
        using (var step = connection.CreateCommand())
        {
            step.Transaction = transaction;
#pragma warning disable CA2100 // a constant of the code, never input
            step.CommandText = migration.Sql;
#pragma warning restore CA2100
            step.ExecuteNonQuery();
        }

        using (var version = connection.CreateCommand())
        {
            version.Transaction = transaction;
            version.CommandText = WriteVersion;
            version.Parameters.AddWithValue("$component", component);
            version.Parameters.AddWithValue("$version", migration.Version);
            version.Parameters.AddWithValue("$name", migration.Name);
            version.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
