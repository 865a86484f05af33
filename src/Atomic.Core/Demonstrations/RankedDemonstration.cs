namespace Atomic.Core.Demonstrations;

/// <summary>An example that is relevant to an input.</summary>
/// <param name="entry">The example.</param>
/// <param name="relevance">0 to 1, the most relevant's.</param>
/// <param name="meanings">What tells of its relevance; null where its words do.</param>
internal sealed class RankedDemonstration(DemonstrationEntry entry, double relevance, DemonstrationMeanings? meanings = null)
{
    private double[]? _differing;

    /// <summary>The example.</summary>
    public Demonstration Example => entry.Example;

    /// <summary>How relevant it is: 0 to 1, the most relevant's.</summary>
    public double Relevance => relevance;

    /// <summary>The embedding model that tells of its relevance; null where its words do.</summary>
    public string? Model => meanings?.Model;

    /// <summary>How like it is to the likest of those that were chosen: 0 to 1.</summary>
    public double Likeness { get; private set; }

    /// <summary>Another one was chosen.</summary>
    /// <param name="chosen">Which.</param>
    public void Chose(RankedDemonstration chosen) => Likeness = Math.Max(Likeness, LikenessTo(chosen));

    private DemonstrationTerms Terms => entry.Terms;

    private bool HasMeaning => meanings is not null;

    private double LikenessTo(RankedDemonstration other) => meanings is not null && other.HasMeaning
        ? DemonstrationMeanings.LikenessOf(_differing ??= meanings.DifferingOf(Example), other._differing ??= meanings.DifferingOf(other.Example))
        : entry.Terms.Likeness(other.Terms);
}
