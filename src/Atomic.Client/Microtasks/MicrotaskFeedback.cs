namespace Atomic.Client.Microtasks;

/// <summary>What a caller says of an answer.</summary>
/// <param name="Score">0 (wrong) to 1 (right).</param>
/// <param name="Label">The right answer, where it is known; teaches the specialists.</param>
/// <param name="Comment">Anything else.</param>
public sealed record MicrotaskFeedback(double Score, string? Label = null, string? Comment = null)
{
    /// <summary>How much it weighs, 0 to 1; null: 1. It teaches by what this exceeds the trust of all judgements before it, verifiers and judges included.</summary>
    public double? Trust { get; init; }

    /// <summary>Who or what says it; null: nobody is named.</summary>
    public string? Source { get; init; }
}
