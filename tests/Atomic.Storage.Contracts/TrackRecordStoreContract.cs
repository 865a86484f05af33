using Atomic.Core.Bids;
using Atomic.Core.Calibration;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Orchestration.Ports;

namespace Atomic.Storage.Contracts;

public abstract class TrackRecordStoreContract : StoreContract<ITrackRecordStore>
{
    /// <summary>How many learning ids are more than the store keeps in memory.</summary>
    protected virtual int MoreIdsThanInMemory => 40_000;

    [Fact]
    public async Task GetAsync_NothingLearned_IsEmptyAndNotListed()
    {
        var record = await Store.GetAsync("email", Cancellation);
        record.Version.ShouldBe(0);
        record.ByBidder.ShouldBeEmpty();
        (await Store.ListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task LearnAsync_Observations_EqualThePureUpdateAlsoAfterReopening()
    {
        var expected = KindRecord.Empty("email");
        for (var index = 0; index < 20; index++)
        {
            var observations = Observations(index);
            expected = expected.After(new(observations));
            var receipt = await Store.LearnAsync($"id-{index}", "email", new(observations), Cancellation);
            receipt.ShouldBe(new LearningReceipt(index + 1, true));
        }

        ShouldEqual(await Store.GetAsync("email", Cancellation), expected);
        await ReopenAsync();
        ShouldEqual(await Store.GetAsync("email", Cancellation), expected);
        (await Store.LearnAsync("id-20", "email", new([]), Cancellation)).Version.ShouldBe(21);
    }

    [Fact]
    public async Task LearnAsync_Promises_CalibrationEqualsThePureUpdateAlsoAfterReopeningAndCountsOnce()
    {
        var expected = KindRecord.Empty("email");
        for (var index = 0; index < 30; index++)
        {
            var observations = new Observations([Promised(index)]);
            expected = expected.After(observations);
            await Store.LearnAsync($"id-{index}", "email", observations, Cancellation);
            (await Store.LearnAsync($"id-{index}", "email", observations, Cancellation)).Counted.ShouldBeFalse();
        }

        var calibration = expected.Of("b1").Calibration;
        (calibration.Cost.Counted, calibration.Latency.Counted, calibration.Quality.Judged, calibration.Quality.Bins.Count).ShouldBe((30, 30, 30, 10));
        (await Store.GetAsync("email", Cancellation)).Of("b1").Calibration.ShouldBe(calibration);
        await ReopenAsync();
        (await Store.GetAsync("email", Cancellation)).Of("b1").Calibration.ShouldBe(calibration);
        (await Store.GetAsync("email", Cancellation)).Of("b2").Calibration.ShouldBe(CalibrationRecord.None);
    }

    [Fact]
    public async Task LearnAsync_Pairs_EqualThePureUpdateAlsoAfterReopening()
    {
        var expected = KindRecord.Empty("email");
        for (var index = 0; index < 12; index++)
        {
            var observations = new Observations(Observations(index)) { Pairs = [Together($"b{index % 3}", "b9", index)] };
            expected = expected.After(observations);
            await Store.LearnAsync($"id-{index}", "email", observations, Cancellation);
        }

        expected.Pairs.Count.ShouldBe(3);
        ShouldEqual(await Store.GetAsync("email", Cancellation), expected);
        await ReopenAsync();
        ShouldEqual(await Store.GetAsync("email", Cancellation), expected);
        ShouldEqual((await Store.ListAsync(Cancellation)).Single(), expected);
        (await Store.LearnAsync("id-3", "email", new([]) { Pairs = [Together("b0", "b9", 1)] }, Cancellation)).Counted.ShouldBeFalse();
        ShouldEqual(await Store.GetAsync("email", Cancellation), expected);
    }

    [Fact]
    public async Task LearnAsync_MorePairsThanAreKept_ThoseUpdatedLongestAgoLeaveAlsoAfterReopening()
    {
        var expected = KindRecord.Empty("email");
        for (var index = 0; index < KindRecord.MostPairs + 20; index++)
        {
            var observations = new Observations([]) { Pairs = [Together($"b{index}", "z", index), Together("a", "z", index)] };
            expected = expected.After(observations);
            await Store.LearnAsync($"id-{index}", "email", observations, Cancellation);
        }

        expected.Pairs.Count.ShouldBe(KindRecord.MostPairs);
        expected.Pairs.ContainsKey(BidderPair.Of("a", "z")).ShouldBeTrue();
        expected.Pairs.ContainsKey(BidderPair.Of("b0", "z")).ShouldBeFalse();
        ShouldEqual(await Store.GetAsync("email", Cancellation), expected);
        await ReopenAsync();
        ShouldEqual(await Store.GetAsync("email", Cancellation), expected);
    }

    [Fact]
    public async Task LearnAsync_SameIdAgain_CountsOnceAlsoAfterReopening()
    {
        await Store.LearnAsync("id", "email", new(Observations(1)), Cancellation);
        var before = await Store.GetAsync("email", Cancellation);
        (await Store.LearnAsync("id", "email", new(Observations(2)), Cancellation)).ShouldBe(new LearningReceipt(1, false));
        await ReopenAsync();
        (await Store.LearnAsync("id", "email", new(Observations(2)), Cancellation)).ShouldBe(new LearningReceipt(1, false));
        ShouldEqual(await Store.GetAsync("email", Cancellation), before);
    }

    [Fact]
    public async Task LearnAsync_FarMoreIdsThanAreKeptInMemory_OldestStillCountsOnce()
    {
        var count = MoreIdsThanInMemory;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Cancellation },
            async (index, token) => await Store.LearnAsync($"id-{index}", "email", new([new Observation { BidderId = "b", Score = 1 }]), token));
        foreach (var index in (int[])[0, 1, count / 2, count - 1])
            (await Store.LearnAsync($"id-{index}", "email", new(Observations(index)), Cancellation)).ShouldBe(new LearningReceipt(count, false));
        (await Store.GetAsync("email", Cancellation)).Of("b").Judged.ShouldBe(count);
    }

    [Fact]
    public async Task LearnAsync_DeliveredConcurrently_EachIdCountsOnce()
    {
        var deliveries = Enumerable.Range(0, 200).SelectMany(static index => Enumerable.Repeat(index, 5)).OrderBy(static index => index * 7919 % 211).ToList();
        var counted = 0;
        await Parallel.ForEachAsync(deliveries, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation }, async (index, token) =>
        {
            var receipt = await Store.LearnAsync($"id-{index}", $"kind-{index % 3}", new([new Observation { BidderId = "b", Score = 1 }]), token);
            if (receipt.Counted)
                Interlocked.Increment(ref counted);
        });
        counted.ShouldBe(200);
        var listed = await Store.ListAsync(Cancellation);
        listed.Sum(static record => record.Version).ShouldBe(200);
        listed.Sum(static record => record.Of("b").Judged).ShouldBe(200);
    }

    [Fact]
    public async Task GetAsync_LearnedAfterwards_TheOlderSnapshotStaysAsItWas()
    {
        await Store.LearnAsync("1", "email", new(Observations(1)), Cancellation);
        var pinned = await Store.GetAsync("email", Cancellation);
        var then = pinned.Of("b1");
        await Store.LearnAsync("2", "email", new(Observations(1)), Cancellation);
        pinned.Version.ShouldBe(1);
        pinned.Of("b1").ShouldBe(then);
        (await Store.GetAsync("email", Cancellation)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task ListAsync_SeveralKinds_InOrdinalOrder()
    {
        foreach (var kind in (string[])["b", "a", "Z", "é"])
            await Store.LearnAsync("id-" + kind, kind, new(Observations(1)), Cancellation);
        (await Store.ListAsync(Cancellation)).Select(static record => record.Kind).ShouldBe(["Z", "a", "b", "é"]);
        await ReopenAsync();
        (await Store.ListAsync(Cancellation)).Select(static record => record.Kind).ShouldBe(["Z", "a", "b", "é"]);
    }

    [Fact]
    public async Task LearnAsync_FiguresThatAreNoNumbers_DoNotHarmTheStore()
    {
        var broken = new Observation
        {
            BidderId = "b",
            Outcome = AttemptOutcome.Succeeded,
            CostUsd = double.NaN,
            Score = double.PositiveInfinity,
            LatencySeconds = double.NegativeInfinity,
            Trust = double.NaN,
        };
        (await Store.LearnAsync("id", "email", new([broken]), Cancellation)).Counted.ShouldBeTrue();
        var before = await Store.GetAsync("email", Cancellation);
        await ReopenAsync();
        ShouldEqual(await Store.GetAsync("email", Cancellation), before);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task LearnAsync_HostileTexts_AreKeptAsTheyAre(string text)
    {
        var observations = new Observations([new Observation { BidderId = text, Score = 1 }]) { Pairs = [Together(text, text + "2", 1)] };
        (await Store.LearnAsync(text, text, observations, Cancellation)).Counted.ShouldBeTrue();
        (await Store.LearnAsync(text + "2", text + "2", new([]), Cancellation)).Counted.ShouldBeTrue();
        await ReopenAsync();
        (await Store.GetAsync(text, Cancellation)).Of(text).Judged.ShouldBe(1);
        (await Store.GetAsync(text, Cancellation)).Of(BidderPair.Of(text, text + "2")).ShouldBe(PairRecord.Empty.After(observations.Pairs[0], 1));
        (await Store.LearnAsync(text, text, new([]), Cancellation)).ShouldBe(new LearningReceipt(1, false));
        (await Store.ListAsync(Cancellation)).Count.ShouldBe(2);
    }

    private static Observation[] Observations(int seed) =>
    [
        new Observation
        {
            BidderId = "b1", Outcome = AttemptOutcome.Succeeded, SchemaShape = $"shape-{seed}", LatencySeconds = 0.1 + (seed * 0.37), OutputTokens = 10 + seed, CostUsd = 0.000_1 / (seed + 3), Score = 1.0 / (seed + 1),
        },
        new Observation { BidderId = $"b{seed % 4}", Outcome = AttemptOutcome.InvalidOutput, SchemaShape = "shape", CostUsd = 0.001 },
        new Observation { BidderId = $"b{seed % 4}", Outcome = AttemptOutcome.TimedOut, LatencySeconds = 7.1, CostUsd = 0.003 },
    ];

    private static Observation Promised(int seed) => new()
    {
        BidderId = "b1",
        Outcome = AttemptOutcome.Succeeded,
        LatencySeconds = 0.1 + (seed * 0.07),
        CostUsd = 0.000_1 * (seed % 7),
        Score = seed % 3 / 2.0,
        Promised = seed % 10 / 10.0 + 0.05,
        PromisedCostUsd = new Estimate(0.000_3, 0.000_1, 0.000_4),
        PromisedLatencySeconds = new Estimate(1, 0.5, 1.9),
    };

    private static PairObservation Together(string one, string other, int seed) => new()
    {
        Pair = BidderPair.Of(one, other),
        Agreed = seed % 3 > 0,
        TogetherScore = seed % 3 > 0 ? 1.0 / seed : null,
        Apart = seed % 3 > 0 ? [] : [new ApartScore(one, 0.3), new ApartScore($"third-{seed}", 1, IfLabelled: true)],
        WrongIsLabelled = seed % 2 == 0,
    };

    private static void ShouldEqual(KindRecord actual, KindRecord expected)
    {
        actual.Version.ShouldBe(expected.Version);
        actual.Pairs.OrderBy(static pair => pair.Key).ShouldBe(expected.Pairs.OrderBy(static pair => pair.Key));
        actual.ByBidder.OrderBy(static pair => pair.Key, StringComparer.Ordinal)
            .ShouldBe(expected.ByBidder.OrderBy(static pair => pair.Key, StringComparer.Ordinal));
    }
}
