namespace Atomic.Core.Bids;

/// <summary>What was done to know what the input means, before the bids: the cost of deciding, and who saw the input for it.</summary>
public sealed record EmbeddingEvidence
{
    /// <summary>Who was to embed the input.</summary>
    public required string BidderId { get; init; }

    /// <summary>Its model.</summary>
    public required string Model { get; init; }

    /// <summary>The region in which it processes data.</summary>
    public required string Region { get; init; }

    /// <summary>Why the bids were made without, in one sentence; null where the input was embedded.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether the input was sent to it, whatever came of it.</summary>
    public bool WasSent { get; init; }

    /// <summary>Tokens of the text, as billed or counted; 0 where it was not sent.</summary>
    public int InputTokens { get; init; }

    /// <summary>What it cost in USD, by the price book.</summary>
    public double CostUsd { get; init; }

    /// <summary>Whether the cost was reckoned from tokens counted here, since the endpoint did not say, or had not ended.</summary>
    public bool CostIsEstimated { get; init; }

    /// <summary>How long it took in seconds.</summary>
    public double LatencySeconds { get; init; }
}
