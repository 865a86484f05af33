namespace Atomic.Storage.Sqlite.Database;

/// <summary>Writes what the changes of one group have gathered, inside the group's transaction, so that many changes cost few rows.</summary>
public interface IGroupParticipant
{
    /// <summary>Called on the writer's thread after the last change of a group and before its commit. It must not fail, as a change must not.</summary>
    /// <param name="statements">Prepared statements on the writer's connection, inside the open transaction.</param>
    void BeforeCommit(IStatementCache statements);
}
