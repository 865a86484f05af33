using System.Text.Json.Serialization;

namespace Atomic.Core.Learning;

/// <summary>
/// What is known of two bidders together for one kind, from microtasks that both were asked whatever the other answered: sufficient statistics
/// only, bounded in size.
/// </summary>
public sealed record PairRecord
{
    /// <summary>The most bidders of which is kept how they did where the two differed; the one updated longest ago leaves.</summary>
    public const int MostApart = 10;

    /// <summary>Nothing is known.</summary>
    public static PairRecord Empty { get; } = new();

    /// <summary>Microtasks to which both gave a valid output: the same one (good) or different ones (bad).</summary>
    public DecayedCounts Agreed { get; init; }

    /// <summary>Outputs that both gave and that were found right (good) or wrong (bad).</summary>
    public DecayedCounts RightTogether { get; init; }

    /// <summary>Who was right where they gave different outputs, the most recently updated first; at most <see cref="MostApart"/>.</summary>
    public IReadOnlyList<ApartCounts> Apart { get; init; } = [];

    /// <summary>
    /// Who was right where one of the two gave no valid output, the most recently updated first; at most <see cref="MostApart"/>. What one cannot answer is
    /// often hard for others too.
    /// </summary>
    public IReadOnlyList<ApartCounts> Missing
    {
        get;
        init => field = value ?? []; // rows from before this was kept have none
    } = [];

    /// <summary>
    /// Wrong answers of plans with both whose verdict came with the right answer (good) or without (bad). Where a right answer tells of every output and a
    /// wrong one only by its label, right answers count by this share, so that what is learned of both kinds is a fair sample.
    /// </summary>
    public DecayedCounts Labelled { get; init; }

    /// <summary>The share of wrong answers that come with a label: what was seen, and one without before anything was.</summary>
    [JsonIgnore]
    public double LabelledShare => Labelled.Good / (Labelled.Total + 1);

    /// <summary>The kind's version that changed it last.</summary>
    public long Updated { get; init; }

    /// <summary>How often that bidder was right where the two differed.</summary>
    /// <param name="bidderId">One of the two, or a third.</param>
    public DecayedCounts ApartOf(string bidderId) => Of(Apart, bidderId);

    /// <summary>What is known of that bidder.</summary>
    /// <param name="list"><see cref="Apart"/> or <see cref="Missing"/>.</param>
    /// <param name="bidderId">The bidder's id.</param>
    internal static DecayedCounts Of(IReadOnlyList<ApartCounts> list, string bidderId) => list.FirstOrDefault(counts => counts.BidderId == bidderId)?.Right ?? default;

    /// <inheritdoc/>
    public bool Equals(PairRecord? other) =>
        other is not null && Agreed == other.Agreed && RightTogether == other.RightTogether && Labelled == other.Labelled && Updated == other.Updated
        && Apart.SequenceEqual(other.Apart) && Missing.SequenceEqual(other.Missing);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Agreed, RightTogether, Updated, Apart.Count, Missing.Count);
}
