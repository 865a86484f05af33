namespace Atomic.Core.Bids;

/// <summary>Where a specialist takes a field of its answer from. Never the value itself: that stands in the answer.</summary>
/// <param name="Field">The field, as JSON Pointer (RFC 6901).</param>
/// <param name="Confidence">How sure it is of the field, 0 to 1; not yet a probability of being right.</param>
public sealed record FieldEvidence(string Field, double Confidence)
{
    /// <summary>Where in the input's text the value begins, in UTF-16 units from 0; null where the whole text tells it, or it is not there.</summary>
    public int? Start { get; init; }

    /// <summary>How many UTF-16 units it takes there; null where <see cref="Start"/> is.</summary>
    public int? Length { get; init; }

    /// <summary>In which form it is taken, as one of <c>verbatim</c>, <c>upper</c>, <c>day-first-date</c>, <c>point-number</c> and so on; null where <see cref="Start"/> is.</summary>
    public string? Form { get; init; }

    /// <summary>Whether the field is taken not to be in the text, so that the answer says null or leaves it out.</summary>
    public bool IsAbsent { get; init; }
}
