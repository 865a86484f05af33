namespace Atomic.Core.Decisions;

/// <summary>What is said of an answer afterwards: by a caller, and in the same form by a verifier or a judge.</summary>
public sealed record Feedback
{
    /// <summary>0 (wrong) to 1 (right).</summary>
    public required double Score { get; init; }

    /// <summary>The right answer, where the caller knows it.</summary>
    public string? Label { get; init; }

    /// <summary>Anything else, for people.</summary>
    public string? Comment { get; init; }

    /// <summary>How much it weighs, 0 to 1.</summary>
    public double Trust { get; init; } = 1;

    /// <summary>What kind of judgement it is.</summary>
    public Signal Signal { get; init; }

    /// <summary>Who or what said it; null where it was not said.</summary>
    public string? Source { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
