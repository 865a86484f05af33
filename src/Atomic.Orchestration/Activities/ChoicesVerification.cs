using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Core.Decisions;

namespace Atomic.Orchestration.Activities;

/// <summary>
/// Verifies answers in the form of the OpenAI protocol. Under an output schema the text of every choice is held to it, and a repaired text stands in the place
/// of the model's; a choice that calls tools gives no answer yet and is passed on as it is, as are embeddings.
/// </summary>
public static class ChoicesVerification
{
    /// <summary>Verifies an answer.</summary>
    /// <param name="output"><c>{"choices": […]}</c> or <c>{"data": […]}</c>.</param>
    /// <param name="outputSchema">The output's schema; null: none.</param>
    public static VerifiedAnswer Verify(JsonElement output, JsonElement? outputSchema)
    {
        var verified = VerifiedAnswer.Passed(output, new Verification("not-empty", true));
        if (outputSchema is null || output.ValueKind != JsonValueKind.Object || !output.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array)
            return verified;

        JsonObject? mended = null;
        for (var index = 0; index < choices.GetArrayLength(); index++)
        {
            if (CallsTools(choices[index]))
                continue;
            var choice = AnswerVerification.Verify(TextOf(choices[index]), outputSchema);
            if (choice.Output is not { } answer)
                return choice;
            if (choice.Repairs.Count > 0)
            {
                mended ??= JsonObject.Create(output)!;
                mended["choices"]![index]!["message"]!["content"] = answer.GetRawText();
            }

            // Of several choices, the checks of the one that took most to pass.
            if (choice.Checks.Count > verified.Checks.Count)
                verified = choice;
        }

        return verified with { Output = mended is null ? output : JsonSerializer.SerializeToElement(mended, OrchestrationJson.Default.JsonObject) };
    }

    private static bool CallsTools(JsonElement choice) =>
        MessageOf(choice) is { } message
        && ((message.TryGetProperty("tool_calls", out var calls) && calls.ValueKind == JsonValueKind.Array && calls.GetArrayLength() > 0)
            || (message.TryGetProperty("function_call", out var call) && call.ValueKind == JsonValueKind.Object));

    private static string? TextOf(JsonElement choice) =>
        MessageOf(choice) is { } message && message.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String ? content.GetString() : null;

    private static JsonElement? MessageOf(JsonElement choice) =>
        choice.ValueKind == JsonValueKind.Object && choice.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object ? message : null;
}
