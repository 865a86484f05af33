using System.Text.Json;
using System.Text.Json.Serialization;
using Atomic.Core.Schemas;

namespace Atomic.Core.Verifiers;

/// <summary>
/// The answer equals a JSON value: numbers by value, objects without regard to the order of their members. An answer in free text is read as JSON where
/// the right value is no text.
/// </summary>
public sealed record JsonVerifier : ImmediateVerifier
{
    /// <summary>Its type on the wire.</summary>
    public const string TypeName = "json";

    /// <summary>The right value.</summary>
    [JsonPropertyName("equals")]
    public required JsonElement Expected { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => TypeName;

    /// <inheritdoc/>
    private protected override string RightAnswer => Expected.ValueKind == JsonValueKind.String ? TextOf(Expected) ?? Expected.GetRawText() : Expected.GetRawText();

    /// <inheritdoc/>
    private protected override Finding Check(JsonElement value)
    {
        var expected = JsonEquality.KeyOf(Expected);
        if (JsonEquality.KeyOf(value) == expected) return new Finding(true, "The answer equals the value.");
        if (value.ValueKind != JsonValueKind.String || Expected.ValueKind == JsonValueKind.String || TextOf(value) is not { } text)
            return new Finding(false, "The answer differs from the value.");
        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonEquality.KeyOf(document.RootElement) == expected ? new Finding(true, "The answer equals the value.") : new Finding(false, "The answer differs from the value.");
        }
        catch (JsonException)
        {
            return new Finding(false, "The answer is no JSON.");
        }
    }
}
