namespace Atomic.Core.Decisions;

/// <summary>What a caller says of an answer afterwards.</summary>
public sealed record Feedback
{
    /// <summary>0 (wrong) to 1 (right).</summary>
    public required double Score { get; init; }

    /// <summary>The right answer, where the caller knows it.</summary>
    public string? Label { get; init; }

    /// <summary>Anything else, for people.</summary>
    public string? Comment { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
