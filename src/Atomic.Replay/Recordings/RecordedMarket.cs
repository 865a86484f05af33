namespace Atomic.Replay.Recordings;

/// <summary>The models of a recording, their prices, and where the figures come from.</summary>
public sealed record RecordedMarket
{
    /// <summary>The recording's name.</summary>
    public required string Name { get; init; }

    /// <summary>The models by name.</summary>
    public required IReadOnlyDictionary<string, RecordedModel> Models { get; init; }

    /// <summary>The stronger of two models for router metrics, where the recording names one.</summary>
    public string? Strong { get; init; }

    /// <summary>The weaker of two models for router metrics, where the recording names one.</summary>
    public string? Weak { get; init; }

    /// <summary>What is recorded, what is an estimate, and where it was taken from.</summary>
    public string? Source { get; init; }
}
