using System.Collections.Concurrent;

namespace Atomic.Orchestration.Telemetry;

/// <summary>
/// Values of a metric's attribute that callers choose, and that must not become endlessly many: where a bidder does every kind, callers can make
/// kinds up. The first ones stand for themselves, all later ones together for <see cref="Other"/>. Safe for concurrent use.
/// </summary>
/// <param name="limit">How many stand for themselves, give or take the threads that add one at the same moment.</param>
internal sealed class BoundedLabels(int limit)
{
    /// <summary>What stands for the rest; the name that OpenTelemetry's conventions use.</summary>
    public const string Other = "_OTHER";

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private volatile bool _isFull;

    /// <summary>The value, or <see cref="Other"/>.</summary>
    /// <param name="value">A value.</param>
    public string Of(string value)
    {
        if (_known.TryGetValue(value, out var known))
            return known;
        if (_isFull)
            return Other;
        _isFull = _known.Count + 1 >= limit;
        return _known.GetOrAdd(value, value);
    }
}
