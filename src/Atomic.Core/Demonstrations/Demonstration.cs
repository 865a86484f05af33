using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Atomic.Core.Bids;
using Atomic.Core.Embeddings;
using Atomic.Core.Markets;

namespace Atomic.Core.Demonstrations;

/// <summary>A verified example as a prompt shows it: an input, and the answer that was found right.</summary>
/// <param name="Text">The input as text.</param>
/// <param name="Label">The right answer where it is a class; null where it is none.</param>
/// <param name="Source">Where it comes from, with the answer.</param>
public sealed record Demonstration(string Text, string? Label, DemonstrationSource Source)
{
    private const int LongestClass = 64;

    private string? _hash;

    /// <summary>What the input means, as an embedding model said; null where that is not known, as in examples from before this was kept.</summary>
    public InputVector? Vector { get; init; }

    /// <summary>SHA-256 of input and answer, hexadecimal: what was shown can be told from what was verified later of the same microtask.</summary>
    [JsonIgnore]
    public string Hash => _hash ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Text}\0{Source.Answer}")));

    /// <summary>What it is an example of: its label, or else its answer where that is no longer than a label; null where it is of no class.</summary>
    [JsonIgnore]
    public string? Class => Label ?? (Source.Answer is { Length: <= LongestClass } answer ? answer : null);

    /// <summary>Whether the example's own microtask could have gone to that bidder: no other may see it.</summary>
    /// <param name="bidder">The bidder.</param>
    public bool MayBeShownTo(Bidder bidder) => Eligibility.CheckData(bidder, Source.Regions, Source.RequireTags, Source.Allow, Source.Deny) is null;

    /// <summary>Whether its microtask may be kept still.</summary>
    /// <param name="now">Now.</param>
    /// <param name="longest">How long microtasks are kept.</param>
    public bool IsKeptAt(DateTimeOffset now, TimeSpan longest) => now - Source.AcceptedAt < longest;

    /// <inheritdoc/>
    public bool Equals(Demonstration? other) => other is not null && (Text, Label) == (other.Text, other.Label) && Source.Equals(other.Source) && Equals(Vector, other.Vector);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Text, Label, Source);
}
