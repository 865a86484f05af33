using Atomic.Evaluation.Routing;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Reports;

/// <summary>What is to be evaluated.</summary>
public sealed record EvaluationOptions
{
    /// <summary>What is revealed after a choice.</summary>
    public FeedbackMode Feedback { get; init; } = FeedbackMode.Bandit;

    /// <summary>The seeds, distinct; one at least.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [1, 2, 3, 4, 5];

    /// <summary>How the house is set.</summary>
    public RoutingSettings Routing { get; init; } = new();

    /// <summary>How many streams run at once.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>Told after each stream how many of how many are done; from any thread.</summary>
    public Action<int, int>? Progress { get; init; }
}
