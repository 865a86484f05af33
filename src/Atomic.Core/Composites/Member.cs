using System.Runtime.InteropServices;
using Atomic.Core.Bids;

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
        Right = Math.Min(bid.Success.Expected / Answered, 1);
        RightOnAverage = bid.Evidence.RightOnAverage ?? Right;
        Trials = Math.Max(bid.Evidence.RightTrials ?? bid.Evidence.QualityObservations + UsualPriorWeight, FewestTrials);
        Cost = bid.CostUsd;
        MostUsd = bid.MostCostUsd ?? bid.CostUsd.High;
        Latency = bid.LatencySeconds;
        Points = new LatencyPoints(bid.LatencySeconds);
    }

    /// <summary>The bid.</summary>
    public Bid Bid { get; }

    /// <summary>Its success probability.</summary>
    public Estimate Success { get; }

    /// <summary>Probability of a valid answer, above 0.</summary>
    public double Answered { get; }

    /// <summary>Probability that a valid answer is right.</summary>
    public double Right { get; }

    /// <summary>The same on average over all inputs of the kind.</summary>
    public double RightOnAverage { get; }

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
