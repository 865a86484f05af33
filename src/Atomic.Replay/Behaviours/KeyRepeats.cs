namespace Atomic.Replay.Behaviours;

/// <summary>
/// Counts how often an idempotency key was seen. A retry under the same key must be able to fare better than the first try did, and yet
/// every try must be drawn the same in a repeated run. Remembers a bounded number of keys; the oldest are forgotten first.
/// </summary>
internal sealed class KeyRepeats(int capacity)
{
    private readonly Dictionary<(string Model, string Key), int> _seen = [];
    private readonly Queue<(string Model, string Key)> _order = new();
    private readonly Lock _lock = new();

    /// <summary>How often the key was seen before for this model; counts this time.</summary>
    public int Next(string model, string key)
    {
        lock (_lock)
        {
            if (_seen.TryGetValue((model, key), out var before))
            {
                _seen[(model, key)] = before + 1;
                return before;
            }

            if (_order.Count == capacity)
                _seen.Remove(_order.Dequeue());
            _order.Enqueue((model, key));
            _seen[(model, key)] = 1;
            return 0;
        }
    }
}
