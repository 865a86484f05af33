using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Demonstrations;
using Atomic.Orchestration.Microtasks;
using Atomic.Providers.Configuration;

namespace Atomic.Providers.Chat;

/// <summary>
/// Writes what a bidder's model is asked, byte by byte as the protocol has it: the caller's own messages and parameters are passed on as they were
/// written, whether this house knows them or not. Its own are the model, the limit of the answer's length, the output schema, and the streaming.
/// </summary>
internal sealed class ChatBody
{
    private const string SchemaName = "output";
    private const string MaxTokens = "max_tokens";
    private const string MaxCompletionTokens = "max_completion_tokens";

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly string[] Own = ["model", "messages", MaxTokens, MaxCompletionTokens, "response_format", "temperature", "stream", "stream_options"];

    private readonly BidderOptions _options;
    private readonly string _limitField;
    private readonly bool _constrains;

    /// <summary>The requests of a bidder.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="usesMaxTokens">Whether the answer's length is limited by <c>max_tokens</c>.</param>
    public ChatBody(BidderOptions options, bool usesMaxTokens)
    {
        _options = options;
        _limitField = usesMaxTokens ? MaxTokens : MaxCompletionTokens;
        _constrains = ConfiguredName.Parse<StructuredOutput>(options.StructuredOutput) == StructuredOutput.Strict;
    }

    /// <summary>How many tokens an answer (each choice) may have: the caller's limit or the bidder's, whichever is lower.</summary>
    /// <param name="asked">The caller's parameters.</param>
    public int OutputLimit(ChatParameters asked) => Math.Min(asked.MaxTokens ?? int.MaxValue, _options.MaxOutputTokens);

    /// <summary>Whether the schema is written into the prompt, as the server is not asked to constrain its answer to it.</summary>
    /// <param name="payload">What to work on.</param>
    public bool HasSchemaInPrompt(MicrotaskPayload payload) => payload.OutputSchema is { } schema && !IsConstrained(schema);

    /// <summary>The body.</summary>
    /// <param name="payload">What to work on.</param>
    /// <param name="asked">Its parameters.</param>
    /// <param name="stream">Whether the answer is to arrive in pieces.</param>
    /// <param name="rejected">The model's own refused answer, where it is asked again; null at the first asking.</param>
    /// <param name="demonstrations">The examples that are shown before the input; none unless said.</param>
    public BinaryData Write(MicrotaskPayload payload, ChatParameters asked, bool stream, RejectedAnswer? rejected, IReadOnlyList<ChosenDemonstration>? demonstrations = null)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("model", _options.Model);
            ModelPrompt.Write(json, payload, _options.Instructions, HasSchemaInPrompt(payload), rejected, demonstrations ?? []);
            json.WriteNumber(_limitField, OutputLimit(asked));
            WriteTemperature(json, asked);
            WriteResponseFormat(json, payload, asked);
            foreach (var (name, value) in asked.Members)
            {
                if (!Own.Contains(name, StringComparer.Ordinal))
                    WriteRaw(json, name, value);
            }

            if (stream)
                WriteStreaming(json);
            json.WriteEndObject();
        }

        return new BinaryData(buffer.WrittenMemory);
    }

    /// <summary>Whether the schema is sent as <c>response_format</c>, for the server to constrain its answer to it.</summary>
    /// <param name="payload">What to work on.</param>
    public bool Constrains(MicrotaskPayload payload) => payload.OutputSchema is { } schema && IsConstrained(schema);

    private bool IsConstrained(JsonElement schema) => _constrains && ModelPrompt.IsObjectSchema(schema);

    // A caller who speaks the protocol has the model's own default where it names none, as without this house between them.
    private void WriteTemperature(Utf8JsonWriter json, ChatParameters asked)
    {
        if (_options.OmitTemperature)
            return;
        if (!asked.IsPresent)
            json.WriteNumber("temperature", _options.Temperature);
        else if (asked.Members.TryGetValue("temperature", out var given))
            WriteRaw(json, "temperature", given);
    }

    // The schema as it will be verified; of the caller's own wish for it the name and the strictness stay.
    private void WriteResponseFormat(Utf8JsonWriter json, MicrotaskPayload payload, ChatParameters asked)
    {
        var given = asked.Find("response_format");
        if (payload.OutputSchema is not { } schema)
        {
            if (given is { } format)
                WriteRaw(json, "response_format", format);
            return;
        }

        if (!IsConstrained(schema))
            return;
        json.WriteStartObject("response_format");
        json.WriteString("type", "json_schema");
        json.WriteStartObject("json_schema");
        var wish = given is { ValueKind: JsonValueKind.Object } named && named.TryGetProperty("json_schema", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : default;
        if (wish.ValueKind != JsonValueKind.Object || !wish.TryGetProperty("name", out _))
            json.WriteString("name", SchemaName);
        if (wish.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in wish.EnumerateObject().Where(static member => member.Name is "name" or "description" or "strict"))
                WriteRaw(json, member.Name, member.Value);
        }

        WriteRaw(json, "schema", schema);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteStreaming(Utf8JsonWriter json)
    {
        json.WriteBoolean("stream", true);
        json.WriteStartObject("stream_options");
        json.WriteBoolean("include_usage", true);
        json.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter json, string name, JsonElement value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }
}
