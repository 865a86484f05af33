using System.Text.Json;

namespace Atomic.Orchestration.Microtasks;

/// <summary>
/// Whether an answer under an output schema is kept as the choices of the OpenAI protocol, <c>{"choices": […]}</c>, or as the JSON that the schema describes.
/// The request alone decides, never the answer: what a schema describes may itself be an object with a member <c>choices</c>.
/// </summary>
public static class ChoicesForm
{
    /// <summary>Whether more than one text is asked for: several choices, tools to call, or the tokens' probabilities.</summary>
    /// <param name="payload">What was asked.</param>
    public static bool IsAskedFor(MicrotaskPayload payload) =>
        payload.Parameters is { ValueKind: JsonValueKind.Object } asked
        && (HasItems(asked, "tools") || HasItems(asked, "functions") || HasSeveralChoices(asked) || HasLogprobs(asked));

    private static bool HasItems(JsonElement asked, string name) =>
        asked.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array && items.GetArrayLength() > 0;

    private static bool HasSeveralChoices(JsonElement asked) =>
        asked.TryGetProperty("n", out var choices) && choices.ValueKind == JsonValueKind.Number && choices.TryGetInt64(out var number) && number > 1;

    private static bool HasLogprobs(JsonElement asked) => asked.TryGetProperty("logprobs", out var logprobs) && logprobs.ValueKind == JsonValueKind.True;
}
