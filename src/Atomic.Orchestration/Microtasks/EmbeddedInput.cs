using Atomic.Core.Bids;
using Atomic.Core.Embeddings;

namespace Atomic.Orchestration.Microtasks;

/// <summary>What became of embedding an input.</summary>
/// <param name="Vector">What it means; null where that could not be had.</param>
/// <param name="Evidence">What was done for it.</param>
public sealed record EmbeddedInput(InputVector? Vector, EmbeddingEvidence Evidence)
{
    /// <summary>What became of it where the policy forbade it, or the activity failed inside the house.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="why">Why, in one sentence.</param>
    public static EmbeddedInput Without(EmbeddingPlan plan, string why) => new(null, plan.Without(why));

    /// <summary>Where the activity failed.</summary>
    /// <param name="plan">The plan.</param>
    public static EmbeddedInput Broken(EmbeddingPlan plan) => Without(plan, "Embedding failed inside the house; see its log.");
}
