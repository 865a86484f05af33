namespace Atomic.Core.Embeddings;

/// <summary>
/// What a text means, as an embedding model says it, small enough for durable history: the direction of the embedding, see <see cref="VectorProjection"/>. Only vectors of the same
/// model and length of embedding can be compared; whoever serves another model under the same name gives vectors that cannot be told apart from it.
/// </summary>
public sealed record InputVector
{
    /// <summary>The most figures.</summary>
    public const int MostFigures = 256;

    /// <summary>The embedding model, as it is configured.</summary>
    public required string Model { get; init; }

    /// <summary>How many figures the model's embedding has, at least 1.</summary>
    public required int Dimensions { get; init; }

    /// <summary>The figures, a signed byte each: 1 to <see cref="MostFigures"/> of them, not all 0.</summary>
    public required ReadOnlyMemory<byte> Figures { get; init; }

    /// <summary>Whether two vectors can be compared.</summary>
    /// <param name="other">The other.</param>
    public bool IsComparableTo(InputVector other) => Dimensions == other.Dimensions && Figures.Length == other.Figures.Length && Model == other.Model;

    /// <summary>The cosine of two comparable vectors, −1 to 1.</summary>
    /// <param name="other">The other.</param>
    public double CosineTo(InputVector other)
    {
        var mine = SignedFigures.Of(Figures.Span);
        var theirs = SignedFigures.Of(other.Figures.Span);
        return SignedFigures.Dot(mine, theirs) / (SignedFigures.LengthOf(mine) * SignedFigures.LengthOf(theirs));
    }

    /// <inheritdoc/>
    public bool Equals(InputVector? other) => other is not null && IsComparableTo(other) && Figures.Span.SequenceEqual(other.Figures.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Model);
        hash.AddBytes(Figures.Span);
        return hash.ToHashCode();
    }
}
