namespace Atomic.Storage.Sqlite.Database;

/// <summary>One ordered change, applied by the database's single writer inside the transaction of its group.</summary>
public interface IDatabaseWrite
{
    /// <summary>Applies the change. It must not fail for any state that the code can reach: a failure ends the process's use of the database.</summary>
    /// <param name="statements">Prepared statements on the writer's connection, by SQL text, inside the open transaction.</param>
    void Apply(IStatementCache statements);
}
