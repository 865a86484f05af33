using Atomic.Core.Contexts;
using CsCheck;

namespace Atomic.Core.Tests.Contexts;

/// <summary>What of a bidder's own shift stands beside what inputs tell of all.</summary>
public sealed class SharedShiftTests
{
    [Theory]
    [InlineData(2, 1.001)]
    [InlineData(8, 0.51)]
    public void ShiftOf_OneOfManyIsRightOnAWord_StandsOutTheLessTheMoreThereAre(int bidders, double most)
    {
        var model = new ContextModel();
        for (var i = 0; i < 40; i++) Teach(model, bidders, hasWord: i % 2 == 0);

        var reading = model.Read(ContextFeatures.Of("proof of the theorem"));
        var gap = model.ShiftOf(reading, "b0").LogOdds - model.ShiftOf(reading, "b1").LogOdds;

        gap.ShouldBeGreaterThan(0.1);
        (gap / GapOfTwo()).ShouldBeLessThanOrEqualTo(most);
    }

    [Fact]
    public void ShiftOf_AllAreRightOnAWord_CountsInFullForEach() => Gen.Int[4, 12].Sample(static bidders =>
    {
        var (few, many) = (new ContextModel(), new ContextModel());
        for (var i = 0; i < 40; i++)
        {
            TeachAll(few, 2, hasWord: i % 2 == 0);
            TeachAll(many, bidders, hasWord: i % 2 == 0);
        }

        ShiftOfFirst(many).ShouldBe(ShiftOfFirst(few), 1e-9);
    }, iter: 8);

    private static double GapOfTwo()
    {
        var model = new ContextModel();
        for (var i = 0; i < 40; i++) Teach(model, 2, hasWord: i % 2 == 0);
        var reading = model.Read(ContextFeatures.Of("proof of the theorem"));
        return model.ShiftOf(reading, "b0").LogOdds - model.ShiftOf(reading, "b1").LogOdds;
    }

    private static double ShiftOfFirst(ContextModel model) => model.ShiftOf(model.Read(ContextFeatures.Of("proof of the theorem")), "b0").LogOdds;

    // The first is right on the word and wrong without it; the others toss a coin that knows nothing of it.
    private static void Teach(ContextModel model, int bidders, bool hasWord) =>
        model.Learn(Reading(model, hasWord), [.. Enumerable.Range(0, bidders).Select(i => new ContextOutcome($"b{i}", i > 0 ? 0.5 : hasWord ? 1 : 0, 1))]);

    private static void TeachAll(ContextModel model, int bidders, bool hasWord) =>
        model.Learn(Reading(model, hasWord), [.. Enumerable.Range(0, bidders).Select(i => new ContextOutcome($"b{i}", hasWord ? 1 : 0, 1))]);

    private static ContextReading Reading(ContextModel model, bool hasWord) => model.Read(ContextFeatures.Of(hasWord ? "proof of the theorem" : "a walk by the river"));
}
