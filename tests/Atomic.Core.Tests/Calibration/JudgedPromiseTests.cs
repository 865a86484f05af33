using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Calibration;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Plans;

namespace Atomic.Core.Tests.Calibration;

/// <summary>Which judgements are held against which promises.</summary>
public sealed class JudgedPromiseTests
{
    private static readonly IReadOnlyList<Bid> Bids =
        [Promised.Bid(0.9, answered: 0.95), Promised.Bid(0.8) with { BidderId = "b" }, Promised.Bid(0.7) with { BidderId = "c" }];

    [Fact]
    public void Judged_Single_IsHeldAgainstTheProbabilityOfARightOneAmongValidAnswers()
    {
        Attempt[] attempts = [Answer("a", "x")];

        var observations = AttemptObservations.Judged(null, attempts, 0, Rightness.Of(attempts, 0, new Verdict(1, null), typed: true), Bids);

        observations.Bidders.Single().Promised!.Value.ShouldBe(0.9 / 0.95, 1e-12);
    }

    [Fact]
    public void Judged_Agreement_MembersCountAndTheThirdOfTheHardOnesDoesNot()
    {
        Attempt[] attempts = [Answer("a", "x"), Answer("b", "y") with { Step = 1 }, Answer("c", "x") with { Step = 2 }];
        var plan = new AgreePlan("a", "b", "c", []);

        var observations = AttemptObservations.Judged(plan, attempts, 2, Rightness.Of(attempts, 2, new Verdict(1, "x"), typed: true), Bids);

        observations.Bidders.Select(static seen => (seen.BidderId, seen.Promised, seen.Score)).ShouldBe([("a", 0.9 / 0.95, 1), ("b", 0.8, 0)]);
        var record = KindRecord.Empty("kind").After(observations);
        record.Of("a").Calibration.Quality.Judged.ShouldBe(1);
        record.Of("c").Calibration.ShouldBe(CalibrationRecord.None);
    }

    [Fact]
    public void Judged_KnownByTheVerdictAlone_CountsAsMuchAsTheJudgement()
    {
        Attempt[] attempts = [Answer("a", "x"), Answer("b", "x") with { Step = 1 }];
        var plan = new AgreePlan("a", "b", "c", []);
        var rightness = Rightness.Of(attempts, 0, new Verdict(1, null), typed: true);

        var record = KindRecord.Empty("kind").After(AttemptObservations.Judged(plan, attempts, 0, rightness, Bids)).Of("b");

        record.Calibration.Quality.Weight.ShouldBe(record.Right.Total, 1e-12, "what weighs less as evidence of rightness weighs less as evidence of a promise");
    }

    [Fact]
    public void Judged_NoBids_PromisesNothing()
    {
        Attempt[] attempts = [Answer("a", "x")];

        AttemptObservations.Judged(null, attempts, 0, Rightness.Of(attempts, 0, new Verdict(1, null), typed: true)).Bidders.Single().Promised.ShouldBeNull();
    }

    private static Attempt Answer(string bidderId, string output) => Promised.Attempt() with { BidderId = bidderId, Output = JsonSerializer.SerializeToElement(output) };
}
