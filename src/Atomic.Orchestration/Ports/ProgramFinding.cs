namespace Atomic.Orchestration.Ports;

/// <summary>What a program found of an answer.</summary>
/// <param name="Score">0 (wrong) to 1 (right); null where it came to no verdict.</param>
/// <param name="Label">The right answer, where it said so; null otherwise.</param>
/// <param name="Detail">What it found, or why it came to no verdict, in one sentence.</param>
public sealed record ProgramFinding(double? Score, string? Label, string Detail)
{
    /// <summary>No verdict.</summary>
    /// <param name="why">Why, in one sentence.</param>
    public static ProgramFinding None(string why) => new(null, null, why);
}
