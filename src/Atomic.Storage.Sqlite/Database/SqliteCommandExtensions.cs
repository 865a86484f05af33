using Microsoft.Data.Sqlite;

namespace Atomic.Storage.Sqlite.Database;

/// <summary>Sets parameters of prepared statements that are used again and again.</summary>
public static class SqliteCommandExtensions
{
    /// <summary>Sets a parameter, adding it where the command does not have it yet.</summary>
    /// <param name="command">The prepared command.</param>
    /// <param name="name">The parameter with its <c>$</c>.</param>
    /// <param name="value">Its value; null is SQL's NULL.</param>
    /// <returns>The command.</returns>
    public static SqliteCommand Set(this SqliteCommand command, string name, object? value)
    {
        var index = command.Parameters.IndexOf(name);
        if (index < 0)
            command.Parameters.Add(new SqliteParameter(name, value ?? DBNull.Value));
        else
            command.Parameters[index].Value = value ?? DBNull.Value;
        return command;
    }
}
