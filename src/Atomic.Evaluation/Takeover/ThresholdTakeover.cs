using Atomic.Core.Specialists;

namespace Atomic.Evaluation.Takeover;

/// <summary>The yardstick that everybody would write first: the same classifier answers where its softmax is at least the floor. It believes itself and nobody audits it.</summary>
/// <param name="floor">The threshold, 0 to 1.</param>
public sealed class ThresholdTakeover(double floor) : ITakeover
{
    private readonly OnlineClassifier _classifier = new();

    /// <inheritdoc/>
    public TakeoverChoice Choose(string id, string kind, string input)
    {
        using var text = FeatureVector.Of(input);
        var guess = _classifier.Predict(text);
        var isReady = _classifier.Examples >= new AdmissionRules().MinExamples && _classifier.CountLabels(Specialist.LeastLabelExamples) >= Specialist.LeastLabels;
        return isReady && guess.Confidence >= floor ? new TakeoverChoice(guess.Label, IsAudit: false, guess.Confidence) : default;
    }

    /// <inheritdoc/>
    public void Learn(string input, string label)
    {
        using var text = FeatureVector.Of(input);
        _classifier.Apply(text, _classifier.Prepare(text, label));
    }
}
