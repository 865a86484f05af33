using Atomic.Core.Bids;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Microtasks;

/// <summary>Who is to embed a microtask's input before the bids, decided when it is accepted: whoever may not see it is never sent it.</summary>
/// <param name="BidderId">Who.</param>
/// <param name="Model">Its model.</param>
/// <param name="Region">Its region.</param>
/// <param name="Refusal">The rule of the policy that forbids it, in one sentence; null where none does.</param>
public sealed record EmbeddingPlan(string BidderId, string Model, string Region, string? Refusal)
{
    /// <summary>The plan; null where the input is not embedded at all: it is for no model that answers, the embedder does other kinds, or a judge's answers are never learned from.</summary>
    /// <param name="embedder">The embedder; null: there is none.</param>
    /// <param name="submission">The submission.</param>
    /// <param name="invited">How many bidders are invited.</param>
    public static EmbeddingPlan? Of(Bidder? embedder, MicrotaskSubmission submission, int invited) =>
        embedder is null || invited == 0 || submission.Payload.Operation != Operation.Chat || submission.JudgeOf is not null || !embedder.Does(submission.Kind)
            ? null
            : new EmbeddingPlan(embedder.Id, embedder.Model, embedder.Region, RefusalOf(embedder, submission.Policy));

    /// <summary>Whether the embedder of now is the one that was permitted to see the input: a configuration may name another region or model under the same id by then.</summary>
    /// <param name="embedder">The embedder of now.</param>
    public bool IsOf(Bidder embedder) => (embedder.Id, embedder.Model, embedder.Region) == (BidderId, Model, Region);

    /// <summary>What records say where the input is not embedded.</summary>
    /// <param name="why">Why, in one sentence.</param>
    public EmbeddingEvidence Without(string why) => new() { BidderId = BidderId, Model = Model, Region = Region, Missing = why };

    private static string? RefusalOf(Bidder embedder, Policy policy) =>
        Eligibility.CheckData(embedder, policy.Regions, policy.RequireTags, policy.Allow, policy.Deny)?.Detail;
}
