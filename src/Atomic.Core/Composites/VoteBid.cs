using Atomic.Core.Bids;

namespace Atomic.Core.Composites;

/// <summary>The figures of a vote of three, whose weights are the logarithms of the odds that a voter is right (Nitzan and Paroush, International Economic Review 23 (1982) 289-297).</summary>
internal static class VoteBid
{
    // Where a voter is wrong more often than right, being of one mind with another still tells something.
    private const double LeastWeight = 0.05;

    /// <summary>What a member's vote weighs.</summary>
    /// <param name="member">The member.</param>
    public static double Weight(in Member member)
    {
        var right = Math.Clamp(member.Right, 0.001, 0.999);
        return Math.Max(NaturalLogarithm.Of(right / (1 - right)), LeastWeight);
    }

    /// <summary>All three are asked at once and paid, and the slowest is waited for.</summary>
    /// <param name="pair">The two lighter ones.</param>
    /// <param name="heaviest">The heaviest; less than the two others together.</param>
    /// <param name="next">The heavier of the two.</param>
    /// <param name="lightest">The lighter.</param>
    public static PlanFigures Of(in PairBelief pair, in Member heaviest, in Member next, in Member lightest)
    {
        var seconds = heaviest.Points.Slowest(next.Points, lightest.Points);
        var late = Math.Max(heaviest.Points.Late, Math.Max(next.Points.Late, lightest.Points.Late));
        var early = Math.Max(heaviest.Latency.Low, Math.Max(next.Latency.Low, lightest.Latency.Low));
        return new PlanFigures(
            new Estimate(
                heaviest.Cost.Expected + next.Cost.Expected + lightest.Cost.Expected,
                heaviest.Cost.Low + next.Cost.Low + lightest.Cost.Low,
                heaviest.Cost.High + next.Cost.High + lightest.Cost.High),
            heaviest.MostUsd + next.MostUsd + lightest.MostUsd,
            new Estimate(seconds, Math.Min(early, seconds), Math.Max(late, seconds)),
            InputOdds.Times(JointSuccess.OfVote(pair, pair.RightApart(next, lightest, heaviest), heaviest, next, lightest), InputOdds.Of(next, lightest, heaviest)));
    }
}
