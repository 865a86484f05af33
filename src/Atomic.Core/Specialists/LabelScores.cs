namespace Atomic.Core.Specialists;

/// <summary>
/// A sparse table of features by labels: an entry exists where a feature was seen in an example of the label. Entries are 12 bytes and at
/// bounded in number; beyond that the known ones go on learning and new pairs are ignored. Not safe for concurrent use.
/// </summary>
/// <param name="maxEntries">The most entries.</param>
internal sealed class LabelScores(int maxEntries)
{
    /// <summary>The most entries of a classifier that has the kind to itself: 12 MB of them, about 4,000 mails' worth of distinct pairs.</summary>
    public const int MaxEntries = 1 << 20;

    // Arrays are exactly as long as they have entries: most buckets have one or two, and few ever grow again.
    private readonly Entry[]?[] _byBucket = new Entry[TextFeatures.Buckets][];

    /// <summary>How many entries there are.</summary>
    public int Entries { get; private set; }

    /// <summary>How many buckets have entries.</summary>
    public int KnownBuckets { get; private set; }

    /// <summary>The bucket's entries; empty for an unknown feature. They may be changed in place.</summary>
    public Span<Entry> Of(int bucket) => _byBucket[bucket];

    /// <summary>Adds an entry; false where the table is full.</summary>
    public bool TryAdd(int bucket, Entry entry)
    {
        if (Entries == maxEntries) return false;
        ref var entries = ref _byBucket[bucket];
        if (entries is null) KnownBuckets++;
        var old = entries ?? [];
        var grown = new Entry[old.Length + 1];
        old.CopyTo(grown, 0);
        grown[^1] = entry;
        entries = grown;
        Entries++;
        return true;
    }

    /// <summary>One feature's standing with one label.</summary>
    /// <param name="Label">The label's number.</param>
    /// <param name="Count">The sum of the feature's weights over the label's examples; above 0.</param>
    /// <param name="Score">What one unit of the feature adds to the label's score.</param>
    public record struct Entry(ushort Label, float Count, float Score);
}
