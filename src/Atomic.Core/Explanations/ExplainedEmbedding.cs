namespace Atomic.Core.Explanations;

/// <summary>What was done to know what the input means, before the bids.</summary>
public sealed record ExplainedEmbedding
{
    /// <summary>Who was to embed the input.</summary>
    public required string BidderId { get; init; }

    /// <summary>Its model.</summary>
    public required string Model { get; init; }

    /// <summary>The region in which it processes data, as it was when the microtask was accepted.</summary>
    public required string Region { get; init; }

    /// <summary>Whether the input was embedded, so that bids went by what it means beside its words.</summary>
    public required bool Embedded { get; init; }

    /// <summary>Why it was not, in one sentence; null where it was.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether the input was sent to it, whatever came of it.</summary>
    public required bool WasSent { get; init; }

    /// <summary>Tokens of the text, as billed or counted; null where it was not sent.</summary>
    public int? InputTokens { get; init; }

    /// <summary>What it cost in USD, a part of the microtask's cost; null where the record does not say.</summary>
    public double? CostUsd { get; init; }

    /// <summary>Whether the cost was reckoned from tokens counted here.</summary>
    public required bool CostIsEstimated { get; init; }

    /// <summary>How long the bids waited for it in seconds; null where it was not sent.</summary>
    public double? LatencySeconds { get; init; }

    /// <summary>All of that in a sentence or two.</summary>
    public required string Sentence { get; init; }
}
