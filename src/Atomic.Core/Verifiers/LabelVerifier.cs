using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atomic.Core.Verifiers;

/// <summary>The answer is this label: the same text but for white space around it. Numbers and <c>true</c>, <c>false</c>, <c>null</c> go by their text in JSON.</summary>
public sealed record LabelVerifier : ImmediateVerifier
{
    /// <summary>Its type on the wire.</summary>
    public const string TypeName = "label";

    /// <summary>The right label.</summary>
    [JsonPropertyName("equals")]
    public required string Expected { get; init; }

    /// <summary>Whether upper and lower case are the same, by Unicode's simple mapping without regard to language.</summary>
    public bool IgnoreCase { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => TypeName;

    /// <inheritdoc/>
    private protected override string RightAnswer => Expected.Trim();

    /// <inheritdoc/>
    private protected override Finding Check(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            return new Finding(false, $"The answer is {(value.ValueKind == JsonValueKind.Object ? "an object" : "an array")}, not a label; say where the label is with \"pointer\".");
        if (TextOf(value) is not { } text) return new Finding(false, "The answer is no text.");
        var right = text.AsSpan().Trim().Equals(Expected.AsSpan().Trim(), IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        return new Finding(right, right ? $"The answer is {Quoted(Expected)}." : $"The answer is {Quoted(text)}, not {Quoted(Expected)}.");
    }
}
