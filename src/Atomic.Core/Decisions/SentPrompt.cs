using Atomic.Core.Demonstrations;

namespace Atomic.Core.Decisions;

/// <summary>
/// The bidder's own prompt as an attempt sent it, so that an auditor sees the text also after the configuration has changed. The caller's instructions, which
/// may stand within it, are the microtask's.
/// </summary>
public sealed record SentPrompt
{
    /// <summary>The variant's name; null where the prompt is the bidder's own and no variant of another.</summary>
    public string? Variant { get; init; }

    /// <summary>SHA-256 of <see cref="Text"/> in UTF-8, hexadecimal; null without a text.</summary>
    public string? TextHash { get; init; }

    /// <summary>The text, with the placeholder <c>{instructions}</c> as configured; null where the caller's instructions were sent as they are.</summary>
    public string? Text { get; init; }

    /// <summary>The verified examples that were shown, in order; null where there were none.</summary>
    public IReadOnlyList<ShownDemonstration>? Demonstrations { get; init; }
}
