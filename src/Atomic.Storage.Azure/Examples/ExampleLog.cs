using Azure;

namespace Atomic.Storage.Azure.Examples;

/// <summary>How far a kind's log goes.</summary>
/// <param name="Last">The last place; 0: none yet.</param>
/// <param name="SnapshotPlace">The last example that the snapshot includes.</param>
/// <param name="Snapshot">The snapshot's blob; null: there is none.</param>
/// <param name="ETag">Of its row; null where there is none yet.</param>
internal sealed record ExampleLog(long Last, long SnapshotPlace, string? Snapshot, ETag? ETag)
{
    /// <summary>The log of a kind that has none.</summary>
    public static ExampleLog Empty { get; } = new(0, 0, null, null);
}
