using Atomic.LocalHost.Engine;

namespace Atomic.LocalHost.Recovery;

/// <summary>Instances that only wait, in the order in which they began to. Thread-safe.</summary>
internal sealed class IdleQueue
{
    private readonly Queue<(Instance Instance, long Round)> _queue = new();

    /// <summary>Adds an instance as it is after the given round.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="round">The round; an entry whose instance has gone on since is stale.</param>
    /// <param name="limit">About how many entries to keep: stale ones are dropped beyond it.</param>
    public void Add(Instance instance, long round, int limit)
    {
        lock (_queue)
        {
            _queue.Enqueue((instance, round));
            if (_queue.Count <= limit)
                return;
            for (var count = _queue.Count; count > 0; count--)
            {
                var entry = _queue.Dequeue();
                if (!entry.Instance.HasLeft && entry.Instance.Rounds == entry.Round)
                    _queue.Enqueue(entry);
            }
        }
    }

    /// <summary>Takes the one that has waited longest.</summary>
    public bool TryTake(out Instance? instance, out long round)
    {
        lock (_queue)
        {
            var found = _queue.TryDequeue(out var entry);
            (instance, round) = entry;
            return found;
        }
    }
}
