using Atomic.Core.Contexts;
using CsCheck;

namespace Atomic.Core.Tests.Contexts;

/// <summary>What a model may be taught: any texts, any scores.</summary>
internal static class ToyHistory
{
    public static readonly Gen<string> AnyText = Gen.OneOf(Gen.String, Gen.Int[0, 10_000].Select(static seed => new ToyInputs(seed).Next().Text));

    public static readonly Gen<(string Text, ContextOutcome[] Outcomes)[]> Any = Gen.Select(
        AnyText,
        Gen.Select(Gen.Int[0, 2], Gen.OneOf(Gen.Int[0, 1].Select(static score => (double)score), Gen.Double[0, 1]), Gen.OneOf(Gen.Const(1.0), Gen.Double[0.01, 1]))
            .Select(static (bidder, score, trust) => new ContextOutcome($"{(char)('a' + bidder)}", score, trust)).Array[1, 4])
        .Array[0, 60];

    public static void Teach(ContextModel model, (string Text, ContextOutcome[] Outcomes)[] history)
    {
        foreach (var (text, outcomes) in history) ToyInputs.Teach(model, text, outcomes);
    }
}
