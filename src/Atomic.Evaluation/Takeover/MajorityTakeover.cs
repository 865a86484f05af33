namespace Atomic.Evaluation.Takeover;

/// <summary>The yardstick of lopsided sets: answers a share of the tasks by the toss of a coin, with the label that came most often.</summary>
/// <param name="share">The share that it answers, 0 to 1.</param>
/// <param name="seed">Seeds the coin.</param>
public sealed class MajorityTakeover(double share, int seed) : ITakeover
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Random _coin = new(seed);
    private string? _majority;

    /// <inheritdoc/>
    public TakeoverChoice Choose(string id, string kind, string input) =>
        _majority is not null && _coin.NextDouble() < share ? new TakeoverChoice(_majority, IsAudit: false, 0) : default;

    /// <inheritdoc/>
    public void Learn(string input, string label)
    {
        var count = _counts[label] = _counts.GetValueOrDefault(label) + 1;
        if (_majority is null || count > _counts[_majority]) _majority = label;
    }
}
