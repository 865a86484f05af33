using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Plans;

namespace Atomic.Core.Tests.Learning;

public sealed class MissingAnswerTests
{
    private static readonly AgreePlan s_agree = new("a", "b", "p", []);

    [Theory]
    [InlineData(AttemptOutcome.InvalidOutput)]
    [InlineData(AttemptOutcome.Unreachable)]
    public void Judged_OneOfTheTwoGivesNone_TeachesHowRightTheThirdIsThere(AttemptOutcome outcome)
    {
        Attempt[] attempts = [Answer(0, "a"), Answer(1, "b") with { Outcome = outcome }, Answer(2, "p")];

        var pair = AttemptObservations.Judged(s_agree, attempts, 2, Rightness.Known([0, null, 1])).Pairs.ShouldHaveSingleItem();

        pair.Pair.ShouldBe(BidderPair.Of("a", "b"));
        pair.Missing.ShouldBe([new ApartScore("p", 1)]);
        pair.Apart.ShouldBeEmpty();
        var record = KindRecord.Empty("routing").After(new([]) { Pairs = [pair] });
        record.Of(pair.Pair).Missing.ShouldHaveSingleItem().Right.ShouldBe(new DecayedCounts(1, 0));
        record.Of(pair.Pair).Agreed.Total.ShouldBe(0);
    }

    [Fact]
    public void Judged_BothGiveOne_TeachesNothingOfMissingAnswers()
    {
        Attempt[] attempts = [Answer(0, "a"), Answer(1, "b"), Answer(2, "p")];

        AttemptObservations.Judged(s_agree, attempts, 2, Rightness.Known([0, 0, 1])).Pairs.ShouldAllBe(static pair => pair.Missing.Count == 0);
    }

    [Fact]
    public void Judged_OneWasNotWaitedFor_TeachesNothingOfMissingAnswers()
    {
        Attempt[] attempts = [Answer(0, "a"), Answer(1, "b") with { Outcome = AttemptOutcome.Cancelled }, Answer(2, "p")];

        AttemptObservations.Judged(s_agree, attempts, 2, Rightness.Known([0, null, 1])).Pairs.ShouldBeEmpty();
    }

    [Fact]
    public void Judged_VoterGivesNone_TeachesHowRightTheHeaviestIsThere()
    {
        var vote = new VotePlan([new Voter("p", 1.5), new Voter("a", 1), new Voter("b", 0.9)], []);
        Attempt[] attempts = [Answer(0, "p"), Answer(1, "a") with { Outcome = AttemptOutcome.InvalidOutput }, Answer(2, "b")];

        var missing = AttemptObservations.Judged(vote, attempts, 0, Rightness.Known([0, null, 1])).Pairs.Single(static pair => pair.Missing.Count > 0);

        missing.Pair.ShouldBe(BidderPair.Of("a", "b"));
        missing.Missing.ShouldBe([new ApartScore("p", 0)]);
    }

    private static Attempt Answer(int step, string bidder) => new()
    {
        Step = step,
        BidderId = bidder,
        Model = bidder,
        IdempotencyKey = "key",
        Outcome = AttemptOutcome.Succeeded,
        OutputHash = bidder,
        CostUsd = 0,
        LatencySeconds = 1,
    };
}
