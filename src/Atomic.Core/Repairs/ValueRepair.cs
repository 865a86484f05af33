using System.Buffers;
using System.Text.Json;
using Atomic.Core.Schemas;

namespace Atomic.Core.Repairs;

/// <summary>
/// Mends values that are right but of the wrong type, guided by the schema: only where exactly one type may stand at a place, and only where the value
/// converts without loss. Its work is bounded as a validation's is.
/// </summary>
internal sealed class ValueRepair
{
    // A string that holds the JSON of an object which holds a string that holds JSON: no model has a reason to go further.
    private const int MostEncodings = 2;

    private readonly ValidationRun _run = new();
    private readonly RepairSet _repairs = new();
    private readonly Utf8JsonWriter _writer;

    private ValueRepair(Utf8JsonWriter writer) => _writer = writer;

    /// <summary>The value mended; null where nothing could be mended.</summary>
    /// <param name="value">A value in which <see cref="JsonScan"/> finds no fault.</param>
    /// <param name="schema">The schema that it does not meet.</param>
    public static MendedText? Mend(JsonElement value, OutputSchema schema)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(buffer, JsonText.Options);
        var repair = new ValueRepair(writer);
        repair.Write(value, schema.Root(repair._run), 0);
        writer.Flush();
        return repair._run.HasEnded || repair._repairs.ToList().Count == 0 ? null : new MendedText(JsonElement.Parse(buffer.WrittenSpan), repair._repairs);
    }

    private void Write(JsonElement value, SchemaPlace place, int encodings)
    {
        _run.Spend(1);
        if (place.Nodes.Count == 0 || _run.HasEnded)
        {
            value.WriteTo(_writer);
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, place, encodings);
                break;
            case JsonValueKind.Array:
                WriteArray(value, place, encodings);
                break;
            case JsonValueKind.String:
                WriteString(value, place, encodings);
                break;
            case JsonValueKind.Number when place.Types == JsonTypes.String:
                _repairs.Add(RepairNames.StringAsNumber);
                _writer.WriteStringValue(value.GetRawText());
                break;
            default:
                value.WriteTo(_writer);
                break;
        }
    }

    private void WriteObject(JsonElement value, SchemaPlace place, int encodings)
    {
        _writer.WriteStartObject();
        foreach (var property in value.EnumerateObject())
        {
            _writer.WritePropertyName(property.Name);
            Write(property.Value, place.OfProperty(property.Name, _run), encodings);
        }

        _writer.WriteEndObject();
    }

    private void WriteArray(JsonElement value, SchemaPlace place, int encodings)
    {
        var index = 0;
        _writer.WriteStartArray();
        foreach (var item in value.EnumerateArray()) Write(item, place.OfItem(index++, _run), encodings);
        _writer.WriteEndArray();
    }

    private void WriteString(JsonElement value, SchemaPlace place, int encodings)
    {
        var text = value.GetString()!;
        _run.SpendOnText(text.Length);
        switch (place.Types)
        {
            case JsonTypes.Integer or JsonTypes.Number or JsonTypes.Fraction when StrictText.Read(text) is { ValueKind: JsonValueKind.Number } number && IsBare(text):
                _repairs.Add(RepairNames.NumberAsString);
                number.WriteTo(_writer);
                break;
            case JsonTypes.Boolean when text is "true" or "false":
                _repairs.Add(RepairNames.BooleanAsString);
                _writer.WriteBooleanValue(text == "true");
                break;
            case JsonTypes.Object or JsonTypes.Array when encodings < MostEncodings && Encoded(text, place.Types) is { } inner:
                _repairs.Add(RepairNames.DoubleEncoded);
                Write(inner, place, encodings + 1);
                break;
            case JsonTypes.String when place.Texts is { } texts && EnumCase.Find(text, texts, _run) is { } member:
                _repairs.Add(RepairNames.EnumCase);
                _writer.WriteStringValue(member);
                break;
            default:
                value.WriteTo(_writer);
                break;
        }
    }

    private static bool IsBare(string text) => !char.IsWhiteSpace(text[0]) && !char.IsWhiteSpace(text[^1]);

    private static JsonElement? Encoded(string text, JsonTypes wanted)
    {
        var kind = wanted == JsonTypes.Object ? JsonValueKind.Object : JsonValueKind.Array;
        return StrictText.Read(text) is { } inner && inner.ValueKind == kind && JsonScan.FindFault(inner, SchemaLimits.MaxInstanceBytes) is null ? inner : null;
    }
}
