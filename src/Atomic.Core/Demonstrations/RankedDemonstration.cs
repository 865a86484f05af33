namespace Atomic.Core.Demonstrations;

/// <summary>An example that is relevant to an input.</summary>
/// <param name="entry">The example.</param>
/// <param name="relevance">0 to 1, the most relevant's.</param>
/// <param name="differing">What it means beyond what all examples have in common, of length one; null where its words tell of its relevance.</param>
/// <param name="model">The embedding model that says so; null likewise.</param>
internal sealed class RankedDemonstration(DemonstrationEntry entry, double relevance, double[]? differing = null, string? model = null)
{
    /// <summary>The example.</summary>
    public Demonstration Example => entry.Example;

    /// <summary>How relevant it is: 0 to 1, the most relevant's.</summary>
    public double Relevance => relevance;

    /// <summary>The embedding model that tells of its relevance; null where its words do.</summary>
    public string? Model => model;

    /// <summary>How like it is to the likest of those that were chosen: 0 to 1.</summary>
    public double Likeness { get; private set; }

    /// <summary>Another one was chosen.</summary>
    /// <param name="chosen">Which.</param>
    public void Chose(RankedDemonstration chosen) => Likeness = Math.Max(Likeness, LikenessTo(chosen));

    private DemonstrationTerms Terms => entry.Terms;

    private double[]? Differing => differing;

    private double LikenessTo(RankedDemonstration other) =>
        differing is not null && other.Differing is { } theirs ? DemonstrationMeanings.Cosine(differing, theirs) : entry.Terms.Likeness(other.Terms);
}
