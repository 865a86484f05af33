namespace Atomic.Core.Decisions;

/// <summary>An answer that did not meet the output schema.</summary>
/// <param name="Text">The answer, cut to <see cref="MaxText"/> characters.</param>
/// <param name="Faults">What is wrong with it, a sentence each, the first <see cref="MaxFaults"/>.</param>
public sealed record RejectedAnswer(string Text, IReadOnlyList<string> Faults)
{
    /// <summary>Characters of an answer that are kept.</summary>
    public const int MaxText = 8 * 1024;

    /// <summary>Faults that are kept.</summary>
    public const int MaxFaults = 8;
}
