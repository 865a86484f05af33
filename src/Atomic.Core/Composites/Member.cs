using System.Runtime.InteropServices;
using Atomic.Core.Bids;
using Atomic.Core.Learning;

namespace Atomic.Core.Composites;

/// <summary>A bid as a step of a composite plan: its figures taken apart.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Member
{
    // What a bid from before its weight was kept counts for beyond what was observed: the usual weight of a prior.
    private const double UsualPriorWeight = 4;
    private const double FewestTrials = 0.5;

    /// <summary>Takes a bid apart.</summary>
    /// <param name="bid">A bid without defect.</param>
    public Member(Bid bid)
    {
        Bid = bid;
        Success = bid.Success;
        Answered = bid.Evidence.Answered ?? 1;
        var here = Math.Min(bid.Success.Expected / Answered, 1);
        Right = bid.Evidence.RightOnAverage ?? here;
        InputOdds = bid.Evidence.RightOnAverage is null ? 1 : BetaBelief.Odds(here) / BetaBelief.Odds(Right);
        Trials = Math.Max(bid.Evidence.RightTrials ?? bid.Evidence.QualityObservations + UsualPriorWeight, FewestTrials);
        Cost = bid.CostUsd;
        MostUsd = bid.MostCostUsd ?? bid.CostUsd.High;
        Latency = bid.LatencySeconds;
        SuccessOnAverage = InputOdds == 1 ? Success : Composites.InputOdds.Times(Success, 1 / InputOdds);
        Points = new LatencyPoints(bid.LatencySeconds);
    }

    /// <summary>The bid.</summary>
    public Bid Bid { get; }

    /// <summary>Its success probability on this input.</summary>
    public Estimate Success { get; }

    /// <summary>The same on average over the inputs of the kind.</summary>
    public Estimate SuccessOnAverage { get; }

    /// <summary>Probability of a valid answer, above 0.</summary>
    public double Answered { get; }

    /// <summary>Probability that a valid answer is right, on average over the inputs of the kind: pairs were counted over these.</summary>
    public double Right { get; }

    /// <summary>What this input multiplies the odds of that by; above 0, and 1 where it tells nothing.</summary>
    public double InputOdds { get; }

    /// <summary>The judgements that this counts for.</summary>
    public double Trials { get; }

    /// <summary>Cost in USD.</summary>
    public Estimate Cost { get; }

    /// <summary>The most that it can cost in USD.</summary>
    public double MostUsd { get; }

    /// <summary>Latency in seconds.</summary>
    public Estimate Latency { get; }

    /// <summary>The same as points.</summary>
    public LatencyPoints Points { get; }
}
