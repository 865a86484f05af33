using System.Buffers;
using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Providers.Chat;

/// <summary>
/// Judges an answer before any verification. A microtask wants one text: a refusal or a text that was cut off is no success, so that another bidder gets
/// the work. A caller who speaks the OpenAI protocol sees what the model did, finish reason included, as without this house between them; under an output
/// schema that holds for calls of tools alone, and every other choice is an answer to be held to it.
/// </summary>
internal static class AnswerJudgement
{
    /// <summary>What is wrong with the answer; null where it is one.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="asked">The caller's parameters.</param>
    /// <param name="hasSchema">Whether the answer is held to an output schema.</param>
    /// <param name="limit">The limit of the answer's length in tokens.</param>
    public static AnswerFault? FaultOf(ModelAnswer answer, ChatParameters asked, bool hasSchema, int limit)
    {
        if (answer.IsFiltered)
            return new AnswerFault(AttemptOutcome.Declined, "declined to answer, or its content filter did; another bidder may not");

        var isSeenWhole = asked.IsPresent && !hasSchema;
        IReadOnlyList<JsonElement> answers = asked.IsPresent && hasSchema ? answer.Answers : [answer.Choices[0]];
        if (!isSeenWhole && answers.Any(ModelAnswer.IsRefused))
            return new AnswerFault(AttemptOutcome.Declined, "declined to answer, or its content filter did; another bidder may not");
        if (asked.IsPresent && answer.Choices.Count < asked.Choices)
            return new AnswerFault(AttemptOutcome.InvalidOutput, $"gave {answer.Choices.Count} of the {asked.Choices} choices that were asked for; set the bidder's MaxChoices");

        var isEmpty = answer.IsText && string.IsNullOrWhiteSpace(answer.Text);
        if ((isEmpty || !isSeenWhole) && answers.Any(ModelAnswer.IsCutOff))
            return new AnswerFault(AttemptOutcome.InvalidOutput, $"was cut off at {limit} tokens; raise {LimitOf(asked, limit)}");
        if (isEmpty || (!asked.IsPresent && string.IsNullOrWhiteSpace(answer.Text)))
            return new AnswerFault(AttemptOutcome.InvalidOutput, "answered without text");
        return null;
    }

    /// <summary>The answer as <c>{"choices": […]}</c>, as it came; null where it is one text, which says everything.</summary>
    /// <param name="answer">An answer without fault.</param>
    /// <param name="payload">What was asked.</param>
    public static JsonElement? OutputOf(ModelAnswer answer, MicrotaskPayload payload)
    {
        if (payload.Parameters is null || (payload.OutputSchema is null ? answer.IsText && ChatParameters.Of(payload).Choices == 1 : !ChoicesForm.IsAskedFor(payload)))
            return null;
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartArray("choices");
            foreach (var choice in answer.Choices)
                choice.WriteTo(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(bytes.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static string LimitOf(ChatParameters asked, int limit) => asked.MaxTokens == limit ? "the request's max_tokens" : "the bidder's MaxOutputTokens";
}
