using Atomic.Core.Bids;
using Atomic.Core.Learning;

namespace Atomic.Core.Composites;

/// <summary>
/// The success probability of "two, and a third where they differ". The third is asked afterwards in an agreement; in a vote of three it is the
/// heaviest, which has its way wherever the two others differ.
/// </summary>
internal static class JointSuccess
{
    /// <summary>
    /// <c>b·(A·R + (1 − A)·α·E) + (1 − b)·S</c>, b the probability that both give a valid output, A that these are the same, R that the same one is right, α
    /// that the third gives one, E that it is right where the two differ, S = α·M with M that it is right where one of the two gives none.
    /// </summary>
    /// <param name="pair">The two.</param>
    /// <param name="apart">E.</param>
    /// <param name="third">The third.</param>
    public static Estimate OfAgreement(in PairBelief pair, BetaBelief apart, in Member third)
    {
        var both = pair.Answered;
        return Of(pair, apart, both, both * third.Answered, new Rest(1 - both, Times(pair.RightMissing(apart, third).Interval(), third.Answered)));
    }

    /// <summary>
    /// <c>α·(b·(A·R + (1 − A)·E) + (1 − b)·M) + (1 − α)·(S₁ + (1 − α₁)·S₂)</c> with α, M of the heaviest, S₁ and α₁ of the next, S₂ of the lightest: where one
    /// of the three gives no output, the heavier of the two others has its way.
    /// </summary>
    /// <param name="pair">The two lighter ones.</param>
    /// <param name="apart">E: the heaviest is right where they differ.</param>
    /// <param name="heaviest">The heaviest.</param>
    /// <param name="next">The heavier of the two.</param>
    /// <param name="lightest">The lighter.</param>
    public static Estimate OfVote(in PairBelief pair, BetaBelief apart, in Member heaviest, in Member next, in Member lightest)
    {
        var both = heaviest.Answered * pair.Answered;
        var alone = Sum(Times(pair.RightMissing(apart, heaviest).Interval(), heaviest.Answered * (1 - pair.Answered)), Times(Sum(next.SuccessOnAverage, Times(lightest.SuccessOnAverage, 1 - next.Answered)), 1 - heaviest.Answered));
        return Of(pair, apart, both, both, new Rest(1, alone));
    }

    // The interval by first-order propagation of the parts' distances (Zou and Donner, Statistics in Medicine 27 (2008) 1693-1702), as for bids.
    private static Estimate Of(in PairBelief pair, BetaBelief apartBelief, double together, double decided, Rest rest)
    {
        var agree = pair.Agree.Interval();
        var right = pair.RightTogether.Interval();
        var apart = apartBelief.Interval();
        var sameWeight = together * agree.Expected;
        var apartWeight = decided * (1 - agree.Expected);
        var mean = (sameWeight * right.Expected) + (apartWeight * apart.Expected) + (rest.Weight * rest.Success.Expected);

        var slope = (together * right.Expected) - (decided * apart.Expected);
        var fromAgree = Math.Max(agree.Expected - agree.Low, agree.High - agree.Expected) * slope;
        var below = Root(sameWeight * (right.Expected - right.Low), apartWeight * (apart.Expected - apart.Low), fromAgree, rest.Weight * (rest.Success.Expected - rest.Success.Low));
        var above = Root(sameWeight * (right.High - right.Expected), apartWeight * (apart.High - apart.Expected), fromAgree, rest.Weight * (rest.Success.High - rest.Success.Expected));
        mean = Math.Clamp(mean, 0, 1);
        return new Estimate(mean, Math.Clamp(mean - below, 0, mean), Math.Clamp(mean + above, mean, 1));
    }

    private static double Root(double one, double two, double three, double four) => Math.Sqrt((one * one) + (two * two) + (three * three) + (four * four));

    private static Estimate Times(Estimate success, double weight) => new(success.Expected * weight, success.Low * weight, success.High * weight);

    private static Estimate Sum(Estimate one, Estimate other) => new(one.Expected + other.Expected, one.Low + other.Low, one.High + other.High);

    private readonly record struct Rest(double Weight, Estimate Success);
}
