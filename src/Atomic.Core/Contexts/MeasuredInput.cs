namespace Atomic.Core.Contexts;

/// <summary>An input whose answers' lengths and latencies are known, as it is kept: hashes of its words and figures of its shape, not its text.</summary>
/// <param name="Features">The features, see <see cref="ContextFeaturesText"/>.</param>
/// <param name="Measures">Whose answers were how long.</param>
public sealed record MeasuredInput(string Features, IReadOnlyList<ContextMeasure> Measures)
{
    /// <inheritdoc/>
    public bool Equals(MeasuredInput? other) => other is not null && Features == other.Features && Measures.SequenceEqual(other.Measures);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Features, Measures.Count);
}
