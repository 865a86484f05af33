using System.Collections.Concurrent;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Streaming;

/// <summary>
/// Brings the pieces of answers that arrive in this process to the callers who wait for them in this process. It is no part of durable history:
/// whoever is not served here (another process executes, or this one was restarted) gets the answer whole, at its end.
/// </summary>
public sealed class AnswerFeeds
{
    private readonly ConcurrentDictionary<string, AnswerFeed> _open = new(StringComparer.Ordinal);

    /// <summary>A stream for the microtask's answer; disposing it closes it. Null where one is open already.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    public AnswerFeed? Open(string microtaskId)
    {
        var stream = new AnswerFeed(() => _open.TryRemove(microtaskId, out _));
        return _open.TryAdd(microtaskId, stream) ? stream : null;
    }

    /// <summary>Where the pieces of the microtask's answer go; null where nobody waits for them here.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    public IAnswerSink? Find(string microtaskId) => _open.GetValueOrDefault(microtaskId);
}
