namespace Atomic.Client.Microtasks;

/// <summary>What a caller says of an answer.</summary>
/// <param name="Score">0 (wrong) to 1 (right).</param>
/// <param name="Label">The right answer, where it is known; teaches the specialists.</param>
/// <param name="Comment">Anything else.</param>
public sealed record MicrotaskFeedback(double Score, string? Label = null, string? Comment = null);
