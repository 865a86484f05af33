using Atomic.Evaluation.Metrics;

namespace Atomic.Evaluation.Drift;

/// <summary>How a house follows two models that swap what they do after half of the stream.</summary>
public sealed record DriftFigures
{
    /// <summary>The two models.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Tasks before the swap.</summary>
    public required int SwappedAfter { get; init; }

    /// <summary>Tasks since the swap.</summary>
    public required int TasksSince { get; init; }

    /// <summary>V: what a right answer is worth to the caller in USD, before the swap and after it.</summary>
    public required double ValueUsd { get; init; }

    /// <summary>The regret rate that has to go, in right answers per task: that of a house which learns nothing after the swap.</summary>
    public required MeanSd RegretRate { get; init; }

    /// <summary>Whether that rate is large enough to be told from nothing; where it is not, there is nothing to recover from.</summary>
    public required bool HasRegret { get; init; }

    /// <summary>Tasks until 90% of the regret rate is gone, found on the mean over the seeds; null where it does not go, or where there is none.</summary>
    public required int? TasksUntilRecovered { get; init; }

    /// <summary>The same found seed by seed, in their order: noisier, and null where a seed does not recover.</summary>
    public required IReadOnlyList<int?> BySeed { get; init; }

    /// <summary>The mean of <see cref="BySeed"/> and its deviation; null where a seed does not recover.</summary>
    public MeanSd? OverSeeds => MeanSd.Of([.. BySeed.Select(static tasks => (double?)tasks)]);

    /// <summary>Windows of equal length.</summary>
    public required IReadOnlyList<DriftWindow> Windows { get; init; }

    /// <summary>Few windows that grow with the distance from the swap, for a person to read.</summary>
    public required IReadOnlyList<DriftWindow> Stretches { get; init; }
}
