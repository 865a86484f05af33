using Atomic.Core.Specialists;

namespace Atomic.Evaluation.Takeover;

/// <summary>The yardstick that knows when to take over but not what: the same classifier answers a share of the tasks by the toss of a coin.</summary>
/// <param name="share">The share that it answers, 0 to 1.</param>
/// <param name="seed">Seeds the coin.</param>
public sealed class RandomTakeover(double share, int seed) : ITakeover
{
    private readonly OnlineClassifier _classifier = new();
    private readonly Random _coin = new(seed);

    /// <inheritdoc/>
    public TakeoverChoice Choose(string id, string kind, string input)
    {
        using var text = FeatureVector.Of(input);
        var guess = _classifier.Predict(text);
        return guess.Label is { } label && _coin.NextDouble() < share ? new TakeoverChoice(label, IsAudit: false, guess.Confidence) : default;
    }

    /// <inheritdoc/>
    public void Learn(string input, string label)
    {
        using var text = FeatureVector.Of(input);
        _classifier.Apply(text, _classifier.Prepare(text, label));
    }
}
