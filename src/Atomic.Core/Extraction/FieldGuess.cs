using System.Text.Json;

namespace Atomic.Core.Extraction;

/// <summary>What an extractor takes a field's value to be.</summary>
public sealed record FieldGuess
{
    /// <summary>The field, as JSON Pointer (RFC 6901).</summary>
    public required string Field { get; init; }

    /// <summary>The value; null where the answer leaves the field out, or where there is none to give, see <see cref="Gap"/>.</summary>
    public FieldValue? Value { get; init; }

    /// <summary>Where in the text it stands, in UTF-16 units; null where the whole text tells it (a class), or the field is not in the text.</summary>
    public int? Start { get; init; }

    /// <summary>How many UTF-16 units it takes there; null where <see cref="Start"/> is.</summary>
    public int? Length { get; init; }

    /// <summary>In which form it was taken; null where <see cref="Start"/> is.</summary>
    public ValueForm? Form { get; init; }

    /// <summary>The model's share for it, 0 to 1. Not a probability of being right: see <see cref="Specialists.ConfidenceModel"/>.</summary>
    public required double Confidence { get; init; }

    /// <summary>The share of the next likeliest value, 0 to 1.</summary>
    public required double RunnerUp { get; init; }

    /// <summary>The share, 0 to 1, of what surrounds the place that was seen before; null where the field has no place in the text.</summary>
    public double? KnownShare { get; init; }

    /// <summary>How many examples of the field were learned.</summary>
    public required long Examples { get; init; }

    /// <summary>Why there is no value to give, in one sentence; null where there is one, or the field is left out.</summary>
    public string? Gap { get; init; }

    /// <summary>Whether the field is taken not to be in the text: null, or left out.</summary>
    public bool IsAbsent => Gap is null && Value is null or { Kind: JsonValueKind.Null };
}
