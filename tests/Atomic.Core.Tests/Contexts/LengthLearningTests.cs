using Atomic.Core.Bids;
using Atomic.Core.Contexts;
using CsCheck;

namespace Atomic.Core.Tests.Contexts;

/// <summary>That inputs tell how long answers are and take as far as they can tell it, with intervals that hold, and nothing where there is nothing to tell.</summary>
public sealed class LengthLearningTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    public void Estimate_AnyDifferenceBetweenInputs_IntervalsHoldOnWhatWasNotSeen(double difference)
    {
        var (cost, latency, outcomes) = (0, 0, 0);
        for (var seed = 0; seed < 8; seed++)
        {
            var (model, lengths) = (new ContextModel(), new ToyLengths(seed) { Difference = difference });
            lengths.Teach(model, 300);
            for (var i = 0; i < 500; i++, outcomes++)
            {
                var (bid, _, usd, seconds) = lengths.Next(model);
                if (usd >= bid.CostUsd.Low && usd <= bid.CostUsd.High) cost++;
                if (seconds >= bid.LatencySeconds.Low && seconds <= bid.LatencySeconds.High) latency++;
            }
        }

        // While it learns it promises less than it delivers, and never more.
        (cost / (double)outcomes).ShouldBeInRange(0.77, 0.87);
        (latency / (double)outcomes).ShouldBeInRange(0.88, 0.96);
    }

    [Fact]
    public void Estimate_LongAnswersToSomeInputs_NarrowerAndNearerThanOnAverage()
    {
        var (model, lengths) = (new ContextModel(), new ToyLengths(1));
        lengths.Teach(model, 300);
        var (errors, average, widths, averageWidths) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < 300; i++)
        {
            var (bid, onAverage, _, seconds) = lengths.Next(model);
            errors += Math.Abs(Math.Log(seconds / bid.LatencySeconds.Expected));
            average += Math.Abs(Math.Log(seconds / onAverage.LatencySeconds.Expected));
            widths += Math.Log(bid.LatencySeconds.High / bid.LatencySeconds.Low);
            averageWidths += Math.Log(onAverage.LatencySeconds.High / onAverage.LatencySeconds.Low);
        }

        errors.ShouldBeLessThan(0.7 * average);
        widths.ShouldBeLessThan(0.8 * averageWidths);
        var (essay, reply) = (lengths.BidOn(model, $"tell me {ToyLengths.Long} today"), lengths.BidOn(model, $"tell me {ToyLengths.Short} today"));
        essay.CostUsd.Expected.ShouldBeGreaterThan(2 * reply.CostUsd.Expected);
        essay.LatencySeconds.Expected.ShouldBeGreaterThan(1.7 * reply.LatencySeconds.Expected);
        essay.Evidence.ExpectedOutputTokens.ShouldBeGreaterThan(essay.Evidence.OutputTokensOnAverage!.Value);
        reply.Evidence.ExpectedOutputTokens.ShouldBeLessThan(reply.Evidence.OutputTokensOnAverage!.Value);
        (essay.Evidence.LengthOutcomes, essay.Evidence.LatencyOutcomes, essay.Evidence.Basis).ShouldBe((600, 600, BidBasis.Contextual));
        BidCheck.Defect(essay).ShouldBeNull();
    }

    [Fact]
    public void Estimate_InputsTellNothing_BidsAsOnAverage()
    {
        var (cost, width, outcomes) = (0.0, 0.0, 0);
        for (var seed = 0; seed < 5; seed++)
        {
            var (model, lengths) = (new ContextModel(), new ToyLengths(seed) { Difference = 0 });
            for (var i = 0; i < 600; i++, outcomes++)
            {
                var (bid, onAverage, _, _) = lengths.Next(model);
                cost += Math.Abs(Math.Log(bid.CostUsd.Expected / onAverage.CostUsd.Expected));
                width += Math.Log(onAverage.CostUsd.High / onAverage.CostUsd.Low) - Math.Log(bid.CostUsd.High / bid.CostUsd.Low);
            }
        }

        (cost / outcomes).ShouldBeLessThan(0.02, "a mean difference of two parts in a hundred");
        (width / outcomes).ShouldBeLessThan(0.02, "nothing is narrowed that was not earned");
    }

    [Fact]
    public void Estimate_NothingLearned_BidsAsWithoutInputs()
    {
        var (model, lengths) = (new ContextModel(), new ToyLengths(1));
        var (first, firstOnAverage, _, _) = lengths.Next(model);
        var (second, secondOnAverage, _, _) = lengths.Next(model);

        first.ShouldBe(firstOnAverage);
        second.ShouldBe(secondOnAverage);
    }

    [Fact]
    public void Estimate_LongAndShortSwap_Followed()
    {
        var (model, lengths) = (new ContextModel(), new ToyLengths(2));
        lengths.Teach(model, 500);
        lengths.Difference = -lengths.Difference;

        // First what misleads is not believed any more, then the new is learned.
        OutcomesUntil(0.05).ShouldBeLessThan(250);
        OutcomesUntil(-0.7).ShouldBeLessThan(1_000);

        int OutcomesUntil(double difference)
        {
            var outcomes = 0;
            for (; outcomes < 2_000 && Difference() > difference; outcomes += 10) lengths.Teach(model, 10);
            return outcomes;
        }

        double Difference() => ToyLengths.ShiftOf(model, $"tell {ToyLengths.Long} of it").Length.Mean - ToyLengths.ShiftOf(model, $"tell {ToyLengths.Short} of it").Length.Mean;
    }

    [Fact]
    public void Learn_TimeOuts_CountOnlyWhereMoreWasWaitedThanExpected()
    {
        var (model, lengths) = (new ContextModel(), new ToyLengths(3));
        lengths.Teach(model, 100);
        var features = ContextFeatures.Of($"tell me {ToyLengths.Long}");
        var before = ToyLengths.ShiftOf(model, "tell").Latency.Outcomes;

        model.Learn(features, [new ContextMeasure("a", 10, null, 0.05, IsAtLeast: true)]);
        ToyLengths.ShiftOf(model, "tell").Latency.Outcomes.ShouldBe(before);
        model.Learn(features, [new ContextMeasure("a", 10, null, 60, IsAtLeast: true)]);
        ToyLengths.ShiftOf(model, "tell").Latency.Outcomes.ShouldBe(before + 1);
    }

    [Fact]
    public void ShiftOf_AnyMeasures_FiniteAndBounded() =>
        Gen.Select(
            ToyHistory.AnyText,
            Gen.Select(Gen.Int[0, 2], Gen.Int[0, 100_000], Gen.Int[-1, 1_000_000], Gen.OneOf(Gen.Double, Gen.Const(1e-9), Gen.Double[0.001, 1e6]), Gen.Bool)
                .Select(static (bidder, input, output, seconds, isAtLeast) => new ContextMeasure($"{(char)('a' + bidder)}", input, output < 0 ? null : output, seconds, isAtLeast)).Array[1, 4])
            .Array[0, 60].Sample(static history =>
        {
            var (model, lengths) = (new ContextModel(), new ToyLengths(1));
            foreach (var (text, measures) in history) model.Learn(ContextFeatures.Of(text), measures);
            var shift = ToyLengths.ShiftOf(model, "tell me about it");

            shift.Length.Narrowed.ShouldBeInRange(0, 0.999);
            shift.Latency.Narrowed.ShouldBeInRange(0, 0.999);
            Math.Abs(shift.Latency.At(int.MaxValue - 1)).ShouldBeLessThanOrEqualTo(3);
            BidCheck.Defect(lengths.BidOn(model, "tell me about it")).ShouldBeNull();
        }, iter: 200);

    [Fact]
    public void WithBase_VariantWithoutOutcomes_TakesTheShiftAndNotItsNarrowness()
    {
        var known = default(ContextShift) with { Length = new LogShift(0.5, 0.4, 100), Latency = new LogShift(0.3, 0.2, 100) { Slope = 0.1, MeanLogInput = 5 } };

        var variant = default(ContextShift).WithBase(known);
        variant.Length.ShouldBe(new LogShift(0.5, 0, 100));
        variant.Latency.ShouldBe(new LogShift(0.3, 0, 100) { Slope = 0.1, MeanLogInput = 5 });

        var own = (default(ContextShift) with { Length = new LogShift(-0.5, 0.4, 25) }).WithBase(known);
        own.Length.Mean.ShouldBe(0, 1e-12);
        own.Length.Narrowed.ShouldBe(0.2, 1e-12);
    }
}
