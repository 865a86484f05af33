using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using CsCheck;

namespace Atomic.Core.Tests.Learning;

public sealed class JudgementWeightTests
{
    [Fact]
    public void Of_AnyJudgements_WeighTogetherWhatTheMostTrustedDoes() =>
        Gen.Double[-0.5, 1.5].Array[1, 8].Sample(trusts =>
        {
            var judgements = trusts.Select(static trust => Judgement(trust)).ToList();
            var weights = Enumerable.Range(0, trusts.Length).Select(place => JudgementWeight.Of(judgements, place)).ToList();

            weights.ShouldAllBe(static weight => weight >= 0);
            return Math.Abs(weights.Sum() - Math.Clamp(trusts.Max(), 0, 1)) < 1e-12;
        });

    [Fact]
    public void Of_JudgeAndThenAPersonAndAnother_TheFirstPersonWeighsTheRest()
    {
        Feedback[] judgements = [Judgement(SignalTrust.Of(Signal.Judge)), Judgement(SignalTrust.Of(Signal.Feedback)), Judgement(1)];

        Enumerable.Range(0, 3).Select(place => JudgementWeight.Of(judgements, place)).ShouldBe([0.5, 0.5, 0]);
    }

    [Fact]
    public void Of_TrustThatIsNone_WeighsNothing() => JudgementWeight.Of([Judgement(double.NaN)], 0).ShouldBe(0);

    [Fact]
    public void KindRecord_JudgementsInAnotherOrder_DifferByDecayAlone() =>
        Gen.Select(Gen.Select(Gen.Bool, Gen.Double[0.1, 1]).Array[2, 9], Gen.Int).Sample((judgements, seed) =>
        {
            var shuffled = judgements.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (one, other) = (Learned(judgements), Learned(shuffled));

            one.Judged.ShouldBe(other.Judged);
            var mostDecayed = 1 - Math.Pow(AdaptiveMemoryRetention, judgements.Length);
            return Math.Abs(Share(one) - Share(other)) <= mostDecayed && Math.Abs(one.Right.Total - other.Right.Total) <= mostDecayed * judgements.Length;
        });

    // Of the long memory, see AdaptiveMemory.
    private const double AdaptiveMemoryRetention = 0.999;

    private static TrackRecord Learned(IEnumerable<(bool Right, double Trust)> judgements) => judgements
        .Aggregate(KindRecord.Empty("k"), static (record, seen) => record.After(new Observations([new Observation { BidderId = "a", Score = seen.Right ? 1 : 0, Trust = seen.Trust }])))
        .Of("a");

    private static double Share(TrackRecord record) => record.Right.Good / record.Right.Total;

    private static Feedback Judgement(double trust) => new() { Score = 1, Trust = trust, ReceivedAt = DateTimeOffset.UnixEpoch };
}
