namespace Atomic.Core.Demonstrations;

/// <summary>An example that is relevant to an input.</summary>
/// <param name="entry">The example.</param>
/// <param name="relevance">0 to 1, the most relevant's.</param>
internal sealed class RankedDemonstration(DemonstrationEntry entry, double relevance)
{
    /// <summary>The example.</summary>
    public Demonstration Example => entry.Example;

    /// <summary>How relevant it is: 0 to 1, the most relevant's.</summary>
    public double Relevance => relevance;

    /// <summary>How like it is to the likest of those that were chosen: 0 to 1.</summary>
    public double Likeness { get; private set; }

    /// <summary>Another one was chosen.</summary>
    /// <param name="chosen">Which.</param>
    public void Chose(RankedDemonstration chosen) => Likeness = Math.Max(Likeness, entry.Terms.Likeness(chosen.Terms));

    private DemonstrationTerms Terms => entry.Terms;
}
