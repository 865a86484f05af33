namespace Atomic.Core.Learning;

/// <summary>What is known of one bidder's answers by the shapes of their schemas. Bounded: the shape that was learned longest ago leaves.</summary>
/// <remarks>
/// Evidence fades in two ways. An answer fades as others of its shape come. And all evidence of a shape fades as the kind learns of anything: a bidder that was
/// found unfit for a shape is awarded none of it, gives no new evidence, and would otherwise never be tried again.
/// </remarks>
public sealed record ShapeRecords
{
    /// <summary>Shapes that are kept.</summary>
    public const int MaxShapes = 16;

    /// <summary>What is kept of the old per answer of the shape: an effective memory of 50 answers.</summary>
    public const double AnswerRetention = 0.98;

    /// <summary>What is kept per version of the kind's record: half after 346 settlements or feedbacks.</summary>
    public const double VersionRetention = 0.998;

    /// <summary>Nothing is known.</summary>
    public static ShapeRecords None { get; } = new();

    /// <summary>The counts, the shape that was learned last at the end.</summary>
    public IReadOnlyList<ShapeCounts> Counts { get; init; } = [];

    /// <summary>What is known of a shape; zeros where nothing is.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="version">The version of the kind's record now.</param>
    public DecayedCounts Of(string shape, long version)
    {
        foreach (var counts in Counts)
        {
            if (counts.Shape != shape) continue;
            var kept = Math.Pow(VersionRetention, Math.Max(0, version - counts.AtVersion));
            return new DecayedCounts(counts.Valid.Good * kept, counts.Valid.Bad * kept);
        }

        return default;
    }

    /// <summary>The records after one more answer.</summary>
    /// <param name="shape">The shape of its schema.</param>
    /// <param name="valid">Whether it met the schema.</param>
    /// <param name="version">The version of the kind's record afterwards.</param>
    public ShapeRecords After(string shape, bool valid, long version)
    {
        var learned = new ShapeCounts(shape, Of(shape, version).After(valid ? 1 : 0, 1, AnswerRetention), version);
        var others = Counts.Where(counts => counts.Shape != shape).ToArray();
        return new ShapeRecords { Counts = [.. others.Skip(Math.Max(0, others.Length + 1 - MaxShapes)), learned] };
    }

    /// <inheritdoc/>
    public bool Equals(ShapeRecords? other) => other is not null && Counts.SequenceEqual(other.Counts);

    /// <inheritdoc/>
    public override int GetHashCode() => Counts.Count == 0 ? 0 : HashCode.Combine(Counts.Count, Counts[^1]);
}
