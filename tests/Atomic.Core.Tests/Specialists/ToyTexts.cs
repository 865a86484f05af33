using Atomic.Core.Specialists;

namespace Atomic.Core.Tests.Specialists;

/// <summary>Made-up texts of three labels: each has words of its own among words that all share.</summary>
internal sealed class ToyTexts(int seed)
{
    private static readonly string[] s_shared = ["please", "could", "you", "help", "me", "with", "this", "today", "thanks", "hello", "the", "order"];

    private static readonly Dictionary<string, string[]> s_own = new()
    {
        ["billing"] = ["invoice", "refund", "charged", "payment", "amount"],
        ["shipping"] = ["parcel", "courier", "tracking", "delivery", "address"],
        ["technical"] = ["crash", "screen", "error", "battery", "restart"],
    };

    private readonly Random _random = new(seed);

    public static string[] Labels { get; } = [.. s_own.Keys];

    public (string Text, string Label) Next()
    {
        var label = Labels[_random.Next(Labels.Length)];
        var words = Enumerable.Range(0, 8).Select(_ => Pick(s_shared)).Append(Pick(s_own[label])).Append(Pick(s_own[label])).ToArray();
        _random.Shuffle(words);
        return (string.Join(' ', words), label);
    }

    /// <summary>A text whose label says nothing of it.</summary>
    public (string Text, string Label) NextShuffled() => (Next().Text, Pick(Labels));

    /// <summary>A text whose label is replaced by any in that share of cases.</summary>
    public (string Text, string Label) NextNoisy(double noise)
    {
        var (text, label) = Next();
        return (text, _random.NextDouble() < noise ? Pick(Labels) : label);
    }

    public static void Teach(Specialist specialist, string text, string label)
    {
        using var features = FeatureVector.Of(text);
        specialist.Learn(features, label);
    }

    public static Assessment Assess(Specialist specialist, string text)
    {
        using var features = FeatureVector.Of(text);
        return specialist.Assess(features);
    }

    private string Pick(string[] words) => words[_random.Next(words.Length)];
}
