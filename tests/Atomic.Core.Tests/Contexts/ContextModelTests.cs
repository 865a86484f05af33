using Atomic.Core.Contexts;
using CsCheck;

namespace Atomic.Core.Tests.Contexts;

/// <summary>That a model is a function of its history, is bounded, and ignores what is no outcome.</summary>
public sealed class ContextModelTests
{
    [Fact]
    public void ShiftOf_SameHistory_SameBits() => ToyHistory.Any.Sample(static history =>
    {
        var (one, other) = (new ContextModel(), new ContextModel());
        ToyHistory.Teach(one, history);
        ToyHistory.Teach(other, history);

        ContextSnapshot.Write(one).ShouldBe(ContextSnapshot.Write(other));
        foreach (var (text, outcomes) in history)
        {
            foreach (var outcome in outcomes) ShiftOf(one, text, outcome.BidderId).ShouldBe(ShiftOf(other, text, outcome.BidderId));
        }
    }, iter: 50);

    [Fact]
    public void ShiftOf_AnyHistoryAndText_IsFinite() => Gen.Select(ToyHistory.Any, ToyHistory.AnyText).Sample(static (history, text) =>
    {
        var model = new ContextModel();
        ToyHistory.Teach(model, history);
        var shift = ShiftOf(model, text, "a");

        double.IsFinite(shift.LogOdds).ShouldBeTrue();
        shift.Resemblance.ShouldBeGreaterThanOrEqualTo(0);
        double.IsFinite(shift.Resemblance).ShouldBeTrue();
    }, iter: 100);

    [Fact]
    public void ShiftOf_UnknownBidder_NothingIsKnown()
    {
        var model = new ContextModel();
        ShiftOf(model, "anything", "a").ShouldBe(default);
        new ToyInputs(1).TeachTopics(model, 50);

        ShiftOf(model, ToyInputs.Proof, "nobody").ShouldBe(default);
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(-0.01, 1)]
    [InlineData(1.01, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 1.01)]
    [InlineData(1, double.NaN)]
    public void Learn_NoOutcome_ChangesNothing(double score, double trust)
    {
        var (model, inputs) = (new ContextModel(), new ToyInputs(2));
        inputs.TeachTopics(model, 20);
        var before = ContextSnapshot.Write(model);

        ToyInputs.Teach(model, inputs.Next().Text, new ContextOutcome("a", score, trust), new ContextOutcome("new", score, trust));
        ToyInputs.Teach(model, inputs.Next().Text);

        ContextSnapshot.Write(model).ShouldBe(before);
    }

    [Fact]
    public void Learn_OneBidderTwice_FirstCounts()
    {
        var (once, twice) = (new ContextModel(), new ContextModel());
        ToyInputs.Teach(once, "text", new ContextOutcome("a", 1));
        ToyInputs.Teach(twice, "text", new ContextOutcome("a", 1), new ContextOutcome("a", 0));

        ContextSnapshot.Write(twice).ShouldBe(ContextSnapshot.Write(once));
    }

    [Fact]
    public void Learn_MoreBiddersThanThereIsRoomFor_OnlyThoseAreIgnored()
    {
        var model = new ContextModel();
        for (var i = 0; i < ContextModel.MostBidders; i++) ToyInputs.Teach(model, $"text {i}", new ContextOutcome($"bidder-{i}", i % 2));
        var full = ContextSnapshot.Write(model);

        ToyInputs.Teach(model, "text", new ContextOutcome("one too many", 1));
        ContextSnapshot.Write(model).ShouldBe(full);
        ToyInputs.Teach(model, "text", new ContextOutcome("one too many", 1), new ContextOutcome("bidder-0", 1));

        ShiftOf(model, "text", "one too many").Outcomes.ShouldBe(0);
        ShiftOf(model, "text", "bidder-0").Outcomes.ShouldBe(2);
    }

    [Fact]
    public void Learn_InputsWithoutEnd_KeepsABoundedState()
    {
        var model = new ContextModel();
        var sizes = new List<int>();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 5_000; i++)
            {
                var number = (round * 5_000) + i;
                ToyInputs.Teach(model, $"w{Word(number)} {Word(number * 7)} {Word(number * 13)} {Word(number * 31)}", new ContextOutcome("a", i % 2));
            }

            sizes.Add(ContextSnapshot.Write(model).Length);
        }

        // 65,535 rows with their inputs, one head, and 4,096 inputs of fewer than ten rows each.
        sizes[2].ShouldBeLessThan((65_535 * (4 + 8)) + (4_096 * 80) + 1_000);
        model.Read(ContextFeatures.Of(string.Join(' ', Enumerable.Range(0, 1_000).Select(Word)))).Resemblance.ShouldBeLessThanOrEqualTo(60.1);
    }

    [Fact]
    public async Task Read_ManyThreadsAtOnce_AllSeeTheSame()
    {
        var (model, inputs) = (new ContextModel(), new ToyInputs(5));
        inputs.TeachTopics(model, 500);
        var texts = Enumerable.Range(0, 200).Select(_ => inputs.Next().Text).ToArray();
        var expected = Array.ConvertAll(texts, text => ShiftOf(model, text, "a"));

        var seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Array.ConvertAll(texts, text => ShiftOf(model, text, "a")))));

        foreach (var shifts in seen) shifts.ShouldBe(expected);
    }

    private static ContextShift ShiftOf(ContextModel model, string text, string bidderId) => model.ShiftOf(model.Read(ContextFeatures.Of(text)), bidderId);

    // Letters only, since digits stand by themselves.
    private static string Word(int number) => string.Concat(number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture).Select(static digit => (char)('a' + (digit - '0'))));
}
