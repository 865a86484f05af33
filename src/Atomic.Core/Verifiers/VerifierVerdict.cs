namespace Atomic.Core.Verifiers;

/// <summary>What one verifier found of one answer, as recorded.</summary>
/// <param name="Verifier">Its name, see <see cref="Verifiers.Verifier.Name"/>.</param>
/// <param name="Score">0 (wrong) to 1 (right); null where it came to no verdict.</param>
/// <param name="Detail">What it found, or why it came to no verdict, in one sentence.</param>
public sealed record VerifierVerdict(string Verifier, double? Score, string Detail)
{
    /// <summary>Most characters of a label: a class, or an object of some fields; a record is to stay small.</summary>
    public const int MaxLabel = 1_024;

    /// <summary>How much it weighs, 0 to 1.</summary>
    public double Trust { get; init; } = 1;

    /// <summary>The right answer, as text or as JSON, where the verifier knows it; null otherwise.</summary>
    public string? Label { get; init; }

    /// <summary>Whether an answer that fails it is refused.</summary>
    public bool Required { get; init; }

    /// <summary>Whether the answer is refused for it.</summary>
    public bool Refuses() => Required && Score is { } score && score < 1;
}
