using Atomic.LocalHost.Purge;
using Atomic.Storage.Sqlite.Database;
using Atomic.Storage.Sqlite.Purge;

namespace Atomic.InProcess;

/// <summary>Lets what the stores hold of microtasks go with their history.</summary>
/// <param name="purge">The stores' purge.</param>
/// <param name="time">The clock.</param>
internal sealed class StatePurgeListener(IStatePurge purge, TimeProvider time) : IPurgeListener
{
    // Instances are numbered in the order in which they were started.
    private const string OldestLeft = "SELECT created FROM instances ORDER BY key LIMIT 1";

    // A payload is put a moment before its microtask is started.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public void OnPurge(IStatementCache statements, IReadOnlyList<string> instanceIds)
    {
        var oldest = statements.Get(OldestLeft).ExecuteScalar() is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : time.GetUtcNow();
        purge.WriteFor(instanceIds, oldest - Margin).Apply(statements);
    }
}
