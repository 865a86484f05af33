namespace Atomic.Providers.Configuration;

/// <summary>The verified examples that a variant shows before the input: <c>Atomic:Market:Variants:N:Demonstrations</c>.</summary>
public sealed class DemonstrationOptions
{
    /// <summary>The most that are shown, 1 to 16. Default 4.</summary>
    public int Count { get; set; } = 4;

    /// <summary>The most tokens that they have together, 16 to 100,000; and never more than the bidder takes. Default 2,000.</summary>
    public int MaxTokens { get; set; } = 2_000;
}
