using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Atomic.Client.Typed;

/// <summary>
/// What a type asks of an answer: its JSON Schema, and the way back from JSON. Models that are held strictly to a schema want an object, so that a number,
/// a list or an enumeration travels as the one member <c>value</c> of an object. A string is free text and has no schema.
/// </summary>
/// <typeparam name="T">The type.</typeparam>
internal sealed class OutputType<T>
{
    private const string ValueMember = "value";

    private static readonly AIJsonSchemaCreateOptions Inference = new()
    {
        TransformOptions = new AIJsonSchemaTransformOptions { DisallowAdditionalProperties = true },
    };

    private readonly JsonTypeInfo<T> _type;
    private readonly bool _isWrapped;

    /// <summary>Derives it.</summary>
    /// <param name="type">How the type is JSON.</param>
    public OutputType(JsonTypeInfo<T> type)
    {
        _type = type;
        if (typeof(T) == typeof(string))
            return;
        var own = JsonNode.Parse(AIJsonUtilities.CreateJsonSchema(typeof(T), serializerOptions: type.Options, inferenceOptions: Inference).GetRawText())!;
        _isWrapped = own is not JsonObject schema || schema["type"] is not JsonValue kind || !kind.TryGetValue<string>(out var name) || name != "object";
        var root = _isWrapped ? Wrap(own) : own.AsObject();
        Schema = JsonSerializer.SerializeToElement(SchemaDefinitions.Hoist(root, _isWrapped ? $"#/properties/{ValueMember}" : "#"), SchemaJson.Default.JsonObject);
    }

    /// <summary>The schema; null for free text.</summary>
    public JsonElement? Schema { get; }

    /// <summary>The value of an answer.</summary>
    /// <param name="id">The microtask, for the message.</param>
    /// <param name="output">The answer.</param>
    /// <exception cref="AtomicClientException"><see cref="AtomicClientException.OutputMismatch"/>: it is not of the type.</exception>
    public T Read(string id, JsonElement? output)
    {
        try
        {
            var json = output ?? default;
            if (typeof(T) == typeof(string) && json.ValueKind != JsonValueKind.Undefined)
                return (T)(object)(json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText());
            if (_isWrapped)
                json = json.GetProperty(ValueMember);
            var value = json.Deserialize(_type);
            return value is not null || Nullable.GetUnderlyingType(typeof(T)) is not null ? value! : throw new JsonException("it is null");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or NotSupportedException)
        {
            throw new AtomicClientException(
                AtomicClientException.OutputMismatch,
                $"The answer of microtask {id} is no {typeof(T).Name}: {failure.Message.TrimEnd('.')}. It met the schema that was sent, so check that the type reads what its schema allows.",
                failure) { MicrotaskId = id };
        }
    }

    private static JsonObject Wrap(JsonNode own) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { [ValueMember] = own },
        ["required"] = new JsonArray(JsonValue.Create(ValueMember, SchemaJson.Default.String)),
        ["additionalProperties"] = false,
    };
}
