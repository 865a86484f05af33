using System.Text.Json.Serialization;
using Atomic.Core.Demonstrations;
using Atomic.Core.Markets;
using Atomic.Core.Plans;

namespace Atomic.Core.Bids;

/// <summary>A bidder's offer for one microtask.</summary>
public sealed record Bid
{
    /// <summary>Who bids.</summary>
    public required string BidderId { get; init; }

    /// <summary>The model that would be asked.</summary>
    public required string Model { get; init; }

    /// <summary>Cost in USD; the interval is p10 to p90.</summary>
    public required Estimate CostUsd { get; init; }

    /// <summary>Latency in seconds; the interval is p5 to p95.</summary>
    public required Estimate LatencySeconds { get; init; }

    /// <summary>Probability of a right answer, 0 to 1; the interval is the two-sided 90% one.</summary>
    public required Estimate Success { get; init; }

    /// <summary>
    /// The most that one asking can cost in USD: the prompt as counted, under an output schema with the refused answer and its faults that a second
    /// asking has in it, and as many output tokens as the bidder is asked for. This is what a budget is asked to hold. Null in histories from before this was kept, and then the p90 cost counts.
    /// </summary>
    public double? MostCostUsd { get; init; }

    /// <summary>
    /// For a bidder that chooses what it answers: how often its answers are right, if it gives all those that it believes in as much as in this one. <c>minQuality</c> is held
    /// against its lower end, and the ranking goes by <see cref="Success"/>, which is of this answer. Null where the bidder answers whatever comes, and in records from before this was kept.
    /// </summary>
    public Estimate? AnswerPrecision { get; init; }

    /// <summary>
    /// The share, 0 to 1, of what this bid would win that the draw gives to another bidder at least, so that its precision goes on being measured. Null: none is asked for, as
    /// in records from before this was kept.
    /// </summary>
    public double? AuditShare { get; init; }

    /// <summary>The composite plan that this bid is for; null for the bid of one bidder.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The bidder's own prompt; null where it sends the caller's instructions as they are, and in records from before this was kept.</summary>
    public PromptVariant? Prompt { get; init; }

    /// <summary>The verified examples that the prompt will show, in order, counted in the bid; null where it shows none.</summary>
    public IReadOnlyList<ShownDemonstration>? Demonstrations { get; init; }

    /// <summary>What it rests on.</summary>
    public required BidEvidence Evidence { get; init; }

    /// <summary>The deployment that would be asked, as far as the bid tells: the bidder of which this is a variant, or else the bidder itself.</summary>
    [JsonIgnore]
    public string Deployment => Prompt?.Of ?? BidderId;
}
