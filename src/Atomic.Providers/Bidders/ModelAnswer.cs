using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Resilience;
using Microsoft.Extensions.AI;

namespace Atomic.Providers.Bidders;

/// <summary>What an endpoint answered, before it is judged.</summary>
/// <param name="Text">The answer's text.</param>
/// <param name="Refused">Whether the model or a filter declined.</param>
/// <param name="CutOff">Whether the answer ended at the limit of its length.</param>
/// <param name="ServedModel">The model that is said to have answered.</param>
/// <param name="InputTokens">Input tokens as billed.</param>
/// <param name="OutputTokens">Output tokens as billed.</param>
internal sealed record ModelAnswer(string? Text, bool Refused, bool CutOff, string? ServedModel, int? InputTokens, int? OutputTokens)
{
    /// <summary>Figures of usage above that are taken for errors, and so for not reported.</summary>
    public const int MostTokens = 100_000_000;

    private const int LongestModelName = 256;

    /// <summary>The answer as the SDK read it.</summary>
    /// <param name="response">The SDK's reading.</param>
    public static ModelAnswer Of(ChatResponse response) => new(
        response.Text,
        response.FinishReason == ChatFinishReason.ContentFilter || response.Messages.Any(static message => message.Contents.Any(static content => content is ErrorContent)),
        response.FinishReason == ChatFinishReason.Length,
        Name(response.ModelId),
        Tokens(response.Usage?.InputTokenCount),
        Tokens(response.Usage?.OutputTokenCount));

    /// <summary>
    /// The answer that the SDK refused to read, where the answer itself is there: the SDK gives up on finish reasons that it does not know
    /// (none at all included) and on usage that is no 32-bit integer, both of which servers send.
    /// </summary>
    /// <param name="body">The body; null where there is none.</param>
    /// <returns>Null where the body is no chat completion.</returns>
    public static ModelAnswer? Leniently(byte[]? body)
    {
        try
        {
            using var document = JsonDocument.Parse(body ?? []);
            var root = document.RootElement;
            if (Member(root, "choices") is not { ValueKind: JsonValueKind.Array } choices || choices.GetArrayLength() == 0)
                return null;
            if (Member(Member(choices[0], "message"), "content") is not { ValueKind: JsonValueKind.String } content)
                return null;

            var finish = StringOf(Member(choices[0], "finish_reason"));
            var usage = Member(root, "usage");
            return new ModelAnswer(
                content.GetString(),
                finish == "content_filter",
                finish == "length",
                Name(StringOf(Member(root, "model"))),
                Tokens(Integer(Member(usage, "prompt_tokens"))),
                Tokens(Integer(Member(usage, "completion_tokens"))));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The answer as the bidder's reply.</summary>
    /// <param name="context">The call.</param>
    /// <param name="failure">Tells of failures.</param>
    /// <param name="maxOutputTokens">The limit of the answer's length.</param>
    public ModelReply ToReply(ModelCallContext context, ModelFailure failure, int maxOutputTokens)
    {
        var reply = this switch
        {
            { Refused: true } => failure.Of(context, AttemptOutcome.Declined, "declined to answer, or its content filter did; another bidder may not"),
            { CutOff: true } => failure.Of(context, AttemptOutcome.InvalidOutput, $"was cut off at {maxOutputTokens} tokens; raise the bidder's MaxOutputTokens"),
            { Text: null } => failure.Of(context, AttemptOutcome.InvalidOutput, "answered without text"),
            _ when string.IsNullOrWhiteSpace(Text) => failure.Of(context, AttemptOutcome.InvalidOutput, "answered without text"),
            _ => new ModelReply
            {
                Outcome = AttemptOutcome.Succeeded, Text = Text, Requests = context.Requests, LatencySeconds = context.Elapsed.TotalSeconds,
            },
        };
        return reply with { ServedModel = ServedModel, InputTokens = InputTokens, OutputTokens = OutputTokens };
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } && element.Value.TryGetProperty(name, out var member) ? member : null;

    private static string? StringOf(JsonElement? element) => element is { ValueKind: JsonValueKind.String } ? element.Value.GetString() : null;

    private static long? Integer(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Number } && element.Value.TryGetInt64(out var number) ? number : null;

    private static int? Tokens(long? tokens) => tokens is >= 0 and <= MostTokens ? (int)tokens : null;

    private static string? Name(string? model) => model is { Length: > 0 and <= LongestModelName } ? model : null;
}
