using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Purge;

/// <summary>Deletes what the stores keep for microtasks whose history is being purged, in the same transaction as the history.</summary>
public interface IStatePurge
{
    /// <summary>
    /// The write to enqueue with the purge of those microtasks; always enqueue it, since what it releases is released at once. It deletes the
    /// feedback, the settled ids and any left reservation of the microtasks, and a bounded number of payloads that nobody has put and learning ids
    /// that nobody has learned since that time.
    /// </summary>
    /// <param name="microtaskIds">Microtasks that have ended, some hundreds at most.</param>
    /// <param name="olderThan">No microtask that is still there began earlier than this, or its payload would be deleted.</param>
    IDatabaseWrite WriteFor(IReadOnlyList<string> microtaskIds, DateTimeOffset olderThan);
}
