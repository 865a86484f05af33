using Atomic.Core.Contexts;

namespace Atomic.Core.Tests.Contexts;

/// <summary>Made-up inputs among whose words one of two topics is named, and models that learn from them.</summary>
internal sealed class ToyInputs(int seed)
{
    public const string Proof = "theorem";
    public const string Verse = "sonnet";

    private static readonly string[] s_shared =
        ["write", "a", "short", "answer", "about", "the", "following", "question", "please", "explain", "in", "your", "own", "words", "what", "it", "means", "to", "them", "today"];

    private readonly Random _random = new(seed);

    /// <summary>An input that names one of the two.</summary>
    public (string Text, bool IsProof) Next()
    {
        var isProof = _random.Next(2) == 0;
        var words = Enumerable.Range(0, 12).Select(_ => s_shared[_random.Next(s_shared.Length)]).Append(isProof ? Proof : Verse).ToArray();
        _random.Shuffle(words);
        return (string.Join(' ', words), isProof);
    }

    /// <summary>True with that probability, whatever the input.</summary>
    public bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>Learns outcomes of a text as it is read now.</summary>
    public static void Teach(ContextModel model, string text, params ContextOutcome[] outcomes) => model.Learn(model.Read(ContextFeatures.Of(text)), outcomes);

    /// <summary>What a text tells of a bidder.</summary>
    public static double ShiftOf(ContextModel model, string text, string bidderId = "a") => model.ShiftOf(model.Read(ContextFeatures.Of(text)), bidderId).LogOdds;

    /// <summary>Teaches that many inputs, on which <c>a</c> is right about proofs and <c>b</c> about verses; or the other way round.</summary>
    public void TeachTopics(ContextModel model, int count, bool isSwapped = false)
    {
        for (var i = 0; i < count; i++) TeachTopic(model, isSwapped);
    }

    /// <summary>Teaches one such input, and tells whether the shifts beforehand were on the right side for both.</summary>
    public bool TeachTopic(ContextModel model, bool isSwapped)
    {
        var (text, isProof) = Next();
        var reading = model.Read(ContextFeatures.Of(text));
        var isA = isProof != isSwapped;
        var (a, b) = (model.ShiftOf(reading, "a").LogOdds, model.ShiftOf(reading, "b").LogOdds);
        model.Learn(reading, [new("a", isA ? 1 : 0), new("b", isA ? 0 : 1)]);
        return isA ? a > 0 && b < 0 : a < 0 && b > 0;
    }
}
