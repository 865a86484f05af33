using Microsoft.Data.Sqlite;

namespace Atomic.Storage.Sqlite.Database;

/// <summary>Prepared statements of one connection, by SQL text; each text is prepared once.</summary>
public interface IStatementCache
{
    /// <summary>The prepared command of that text, with its parameters as they were left: set all of them.</summary>
    /// <param name="sql">A constant text with named parameters; never built from input.</param>
    SqliteCommand Get(string sql);
}
