namespace Atomic.Providers.Specialists;

/// <summary>Settings of the local specialists. Checked by <see cref="SpecialistOptionsCheck"/> at start.</summary>
public sealed class SpecialistOptions
{
    /// <summary>Whether they learn and bid at all. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether they also learn and give objects whose fields are taken out of the input, not labels alone. Default true.</summary>
    public bool Extraction { get; set; } = true;

    /// <summary>Whether bids of models depend on the input as well, learned from the same examples. Default true. Without it a model bids the same for every input of a kind but for its length.</summary>
    public bool ContextualBids { get; set; } = true;

    /// <summary>
    /// How long after its microtask was accepted a verified example is shown to models at most, where variants show some; a second to 3,650 days. Default 30 days; a host that keeps
    /// microtasks less long shortens it to that.
    /// </summary>
    public TimeSpan DemonstrationAge { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The id under which they bid, one bidder for all kinds. Default <c>specialist</c>.</summary>
    public string Id { get; set; } = "specialist";

    /// <summary>The kinds that are learned; empty (the default): every kind.</summary>
    public List<string> Kinds { get; set; } = [];

    /// <summary>Tags that policies may require of them. Default none.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>Verified examples of a kind before the first bid; 10 to 1,000,000. Default 40.</summary>
    public int MinExamples { get; set; } = 40;

    /// <summary>Effective outcomes of guesses that were good enough to bid with, before the first bid; 1 to 150. Default 10.</summary>
    public double MinRehearsals { get; set; } = 10;

    /// <summary>The least probability of being right at which a bid is made, and the least lower bound of precision where the policy asks for less; 0 to 1. Default 0.6.</summary>
    public double Floor { get; set; } = 0.6;

    /// <summary>A snapshot is saved after so many examples; 1 to 100,000. Default 256. Fewer: quicker starts; more: fewer writes of up to a few MB.</summary>
    public int SnapshotInterval { get; set; } = 256;

    /// <summary>The most kinds that are learned; 1 to 1,024. Default 64. A kind takes 1 to 25 MB of memory, with objects up to 40 more; further kinds are left to the models.</summary>
    public int MaxKinds { get; set; } = 64;
}
