namespace Atomic.Client.Markets;

/// <summary>A bidder's own prompt.</summary>
/// <param name="Of">The bidder whose deployment it shares, for a prompt variant; null otherwise.</param>
/// <param name="Name">The variant's name; null where it is none.</param>
/// <param name="TextHash">SHA-256 of the text as configured, hexadecimal; null where the caller's instructions are sent as they are.</param>
public sealed record MarketPrompt(string? Of, string? Name, string? TextHash)
{
    /// <summary>How many verified examples it shows at most; null where it shows none.</summary>
    public int? Demonstrations { get; init; }
}
