using System.Buffers;
using System.Text.Json;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Chat;

/// <summary>The form that an answer is to have. A JSON Schema becomes the microtask's output schema, to which the answer is held whether or not it says <c>strict</c>.</summary>
internal static class ResponseFormat
{
    /// <summary>
    /// What is passed on of a schema that the house itself holds the answer to: its name, its description, and how strict the endpoint is asked to be. The
    /// schema goes its own way, see <see cref="Orchestration.Microtasks.MicrotaskPayload.OutputSchema"/>.
    /// </summary>
    /// <param name="holder">The object with name and schema.</param>
    public static JsonElement WishOf(JsonElement holder)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "json_schema"u8);
            writer.WriteStartObject("json_schema"u8);
            foreach (var member in holder.EnumerateObject().Where(static member => member.Name is "name" or "description" or "strict" && member.Value.ValueKind != JsonValueKind.Null))
                member.WriteTo(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Reads the form.</summary>
    /// <param name="format">The format as it was sent; null: none.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="schemaMember">The member that holds name and schema; null: they stand beside <c>type</c>.</param>
    /// <param name="schema">The schema, or null where none is asked for.</param>
    /// <returns>What is wrong, or null.</returns>
    public static Problem? Read(JsonElement? format, string at, string? schemaMember, out JsonElement? schema)
    {
        schema = null;
        if (format is not { } given) return null;
        if (given.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(given, at, "an object");
        var type = given.Find("type") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        if (type is "text" or "json_object") return null;
        if (type != "json_schema") return FieldValue.Invalid(RequestPointer.Append(at, "type"), "must be \"text\", \"json_object\" or \"json_schema\"");
        var holder = schemaMember is null ? given : given.Find(schemaMember);
        var place = schemaMember is null ? at : RequestPointer.Append(at, schemaMember);
        if (holder is not { ValueKind: JsonValueKind.Object } named) return FieldValue.Missing(at, schemaMember ?? "schema", "an object with \"name\" and \"schema\"");
        if (named.Find("schema") is not { } found) return FieldValue.Missing(place, "schema", "the JSON Schema of the answer");
        schema = found;
        return OutputSchemaReader.FindFault(found)?.At("/outputSchema", RequestPointer.Append(place, "schema"));
    }
}
