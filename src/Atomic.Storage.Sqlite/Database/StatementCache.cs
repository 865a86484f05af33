using Microsoft.Data.Sqlite;

namespace Atomic.Storage.Sqlite.Database;

/// <summary>The prepared statements of one connection, which it owns. Used by one thread at a time.</summary>
/// <param name="connection">The connection.</param>
internal sealed class StatementCache(SqliteConnection connection) : IStatementCache, IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>The connection.</summary>
    public SqliteConnection Connection { get; } = connection;

    /// <inheritdoc/>
    public SqliteCommand Get(string sql)
    {
        if (_commands.TryGetValue(sql, out var command))
            return command;
        command = Connection.CreateCommand();
#pragma warning disable CA2100 // the contract of Get: a constant text
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Prepare();
        _commands.Add(sql, command);
        return command;
    }

    /// <summary>Runs a statement without parameters.</summary>
    public void Execute(string sql) => Get(sql).ExecuteNonQuery();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        Connection.Dispose();
    }
}
