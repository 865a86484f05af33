using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atomic.Core.Verifiers;

/// <summary>
/// The answer is a number within a tolerance: a JSON number, or a text that is one (with point and exponent, without units and thousands separators).
/// Numbers are compared as 64-bit floating point; a difference that is the tolerance but for the rounding of its binary form is within it.
/// </summary>
public sealed record NumberVerifier : ImmediateVerifier
{
    /// <summary>Its type on the wire.</summary>
    public const string TypeName = "number";

    /// <summary>Units in the last place by which a difference may exceed the tolerance: each of the two numbers and the tolerance is rounded by half a unit, the difference by another.</summary>
    private const double RoundingUnits = 4;

    /// <summary>The right number.</summary>
    [JsonPropertyName("equals")]
    public required double Expected { get; init; }

    /// <summary>How far off it may be, at least 0: by that much, or where <see cref="Relative"/> by that share of the right number's magnitude.</summary>
    public double Tolerance { get; init; }

    /// <summary>Whether the tolerance is a share of the right number's magnitude.</summary>
    public bool Relative { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => TypeName;

    /// <inheritdoc/>
    public override VerifierFault? FindFault() =>
        !double.IsFinite(Expected) ? new VerifierFault("equals", "must be a finite number")
        : !double.IsFinite(Tolerance) || Tolerance < 0 ? new VerifierFault("tolerance", "must be a finite number of at least 0")
        : base.FindFault();

    /// <inheritdoc/>
    private protected override Finding Check(JsonElement value)
    {
        if (NumberOf(value) is not { } number) return new Finding(false, $"The answer {Quoted(TextOf(value) ?? "")} is no finite number.");
        var tolerance = Relative ? Tolerance * Math.Abs(Expected) : Tolerance;
        var off = Math.Abs(number - Expected);
        var largest = Math.Max(Math.Abs(number), Math.Abs(Expected));
        var right = off <= tolerance || (tolerance > 0 && off - tolerance <= RoundingUnits * (Math.BitIncrement(largest) - largest));
        return new Finding(right, string.Create(
            CultureInfo.InvariantCulture, $"The answer is {number:R}, {(right ? "within" : "not within")} {tolerance:R} of {Expected:R}."));
    }

    private static double? NumberOf(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.Number or JsonValueKind.String) || TextOf(value) is not { } text) return null;
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        return double.TryParse(text, styles, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }
}
