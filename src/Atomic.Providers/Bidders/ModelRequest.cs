using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Microtasks;
using Atomic.Providers.Configuration;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Atomic.Providers.Bidders;

/// <summary>Turns payloads into what a bidder's model is asked.</summary>
internal sealed class ModelRequest
{
    private const string SchemaName = "output";

    private readonly BidderOptions _options;
    private readonly bool _usesMaxTokens;
    private readonly bool _constrains;
    private readonly ChatOptions _withoutSchema;

    /// <summary>The requests of a bidder.</summary>
    /// <param name="options">Its options.</param>
    /// <param name="usesMaxTokens">Whether the answer's length is limited by <c>max_tokens</c>.</param>
    public ModelRequest(BidderOptions options, bool usesMaxTokens)
    {
        (_options, _usesMaxTokens) = (options, usesMaxTokens);
        _constrains = ConfiguredName.Parse<StructuredOutput>(options.StructuredOutput) == StructuredOutput.Strict;
        _withoutSchema = NewOptions(schema: null);
    }

    /// <summary>The messages.</summary>
    /// <param name="payload">What to work on.</param>
    /// <param name="rejected">The model's own refused answer, where it is asked again.</param>
    public List<ChatMessage> Messages(MicrotaskPayload payload, RejectedAnswer? rejected = null)
    {
        var messages = ModelPrompt.Messages(payload, _options.Instructions, schemaInPrompt: payload.OutputSchema is not null && !Constrains(payload));
        if (rejected is not null)
            messages.AddRange(ModelReask.Messages(rejected));
        return messages;
    }

    /// <summary>The settings; shared where there is no schema to constrain the answer, and then not to be changed.</summary>
    /// <param name="payload">What to work on.</param>
    public ChatOptions Options(MicrotaskPayload payload) =>
        payload.OutputSchema is { } schema && IsConstrained(schema) ? NewOptions(schema) : _withoutSchema;

    /// <summary>Whether the output schema is sent as <c>response_format</c>.</summary>
    /// <param name="payload">What to work on.</param>
    public bool Constrains(MicrotaskPayload payload) => payload.OutputSchema is { } schema && IsConstrained(schema);

    private bool IsConstrained(JsonElement schema) => _constrains && ModelPrompt.IsObjectSchema(schema);

    private ChatOptions NewOptions(JsonElement? schema) => new()
    {
        Temperature = _options.OmitTemperature ? null : (float)_options.Temperature,
        MaxOutputTokens = _usesMaxTokens ? null : _options.MaxOutputTokens,
        RawRepresentationFactory = _usesMaxTokens || schema is not null ? _ => RawOptions(schema) : null,
    };

    // What the adapter's own options cannot say: the older name of the limit, and the schema as the caller wrote it. Given a schema, the adapter
    // forbids additional properties in it, so that the answer would be held to another schema than the one that is verified.
    private ChatCompletionOptions RawOptions(JsonElement? schema)
    {
        var options = new ChatCompletionOptions();
        if (schema is { } given)
            options.ResponseFormat = OpenAI.Chat.ChatResponseFormat.CreateJsonSchemaFormat(SchemaName, BinaryData.FromString(CompactJson.Text(given)));
#pragma warning disable SCME0001 // the SDK's only way to send the field's older name, which older servers need; the wire tests hold it
        if (_usesMaxTokens)
            options.Patch.Set("$.max_tokens"u8, _options.MaxOutputTokens);
#pragma warning restore SCME0001
        return options;
    }
}
