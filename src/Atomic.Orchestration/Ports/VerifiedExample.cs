using Atomic.Core.Contexts;
using Atomic.Core.Demonstrations;
using Atomic.Core.Embeddings;

namespace Atomic.Orchestration.Ports;

/// <summary>
/// An input of which something is known from feedback or a verifier, its right answer, or who was how right, or both; or from its settlement, how long answers to it were.
/// </summary>
/// <param name="LearningId">What makes it the same when it is delivered again; it always comes with the same kind.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Text">The input as text; empty where it is known from its settlement alone.</param>
/// <param name="Label">The right answer: a class of a classifier, or the JSON of an object whose fields an extractor learns; null where it is not known, or neither.</param>
public sealed record VerifiedExample(string LearningId, string Kind, string Text, string? Label)
{
    /// <summary>How many microtasks its outcome stands for, at least 1: more than one where a specialist was audited; see <see cref="Core.Specialists.AuditShare.Weight"/>. 1 in examples from before this was kept.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Who was how right, by judgements that were made whatever the verdict; empty where nobody is known to be.</summary>
    public IReadOnlyList<ContextOutcome> Outcomes { get; init; } = [];

    /// <summary>What makes it an example that models may be shown: the verified answer and who may see it. Null where it may not be shown, as in examples from before this was kept.</summary>
    public DemonstrationSource? Source { get; init; }

    /// <summary>How long answers to it were and took; null where nothing was measured, as in examples from before this was kept.</summary>
    public MeasuredInput? Measured { get; init; }

    /// <summary>What the text means, as an embedding model said before the bids; null where that is not known, as in examples from before this was kept.</summary>
    public InputVector? Vector { get; init; }

    /// <inheritdoc/>
    public bool Equals(VerifiedExample? other) =>
        other is not null && (LearningId, Kind, Text, Label) == (other.LearningId, other.Kind, other.Text, other.Label) && Weight.Equals(other.Weight) && Outcomes.SequenceEqual(other.Outcomes) && Equals(Source, other.Source)
        && Equals(Measured, other.Measured) && Equals(Vector, other.Vector);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LearningId, Kind, Text, Label, Weight, Outcomes.Count);
}
