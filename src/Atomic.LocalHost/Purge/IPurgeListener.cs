using Atomic.Storage.Sqlite.Database;

namespace Atomic.LocalHost.Purge;

/// <summary>Drops what belongs to instances that are purged (payloads, tags), in the same transaction.</summary>
public interface IPurgeListener
{
    /// <summary>Called on the writer's thread; it must not fail, as a change must not.</summary>
    /// <param name="statements">Prepared statements on the writer's connection, inside the open transaction.</param>
    /// <param name="instanceIds">The ids of the instances.</param>
    void OnPurge(IStatementCache statements, IReadOnlyList<string> instanceIds);
}
