using Atomic.Core.Embeddings;

namespace Atomic.Orchestration.Ports;

/// <summary>How embedding a text ended.</summary>
public sealed record EmbedderReply
{
    /// <summary>What the text means; null where that could not be had.</summary>
    public InputVector? Vector { get; init; }

    /// <summary>Why there is none, in one sentence without payload or secret; null where there is one.</summary>
    public string? Detail { get; init; }

    /// <summary>Whether the text was sent.</summary>
    public bool WasSent { get; init; }

    /// <summary>Whether it may be billed: it was answered, or nothing is known of what became of it.</summary>
    public bool MayBeBilled { get; init; }

    /// <summary>Tokens as billed; null where that was not said.</summary>
    public int? InputTokens { get; init; }

    /// <summary>How long it took in seconds.</summary>
    public required double LatencySeconds { get; init; }
}
