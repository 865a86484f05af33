using System.Text.Json;
using Atomic.Orchestration.Microtasks;
using Atomic.Providers.Tokens;

namespace Atomic.Providers.Chat;

/// <summary>
/// How long a prompt is, in tokens: texts as counted, what is no text as estimated. The output schema counts, whether it travels in the prompt or as
/// <c>response_format</c>: servers that constrain answers bill it too. So do the definitions of tools.
/// </summary>
internal static class PromptTokens
{
    /// <summary>An image of 1,024 × 1,024 at high detail (OpenAI, "Images and vision", cost of <c>gpt-4o</c>).</summary>
    public const int PerImage = 765;

    /// <summary>An image at low detail, whatever its size (same source).</summary>
    public const int PerImageOfLowDetail = 85;

    // Sound and files: an upper guess, since what is in them cannot be seen from here.
    private const int CharactersPerTokenOfData = 16;

    /// <summary>The prompt's length.</summary>
    /// <param name="payload">What to work on.</param>
    /// <param name="counter">Counts tokens of texts.</param>
    public static int Count(MicrotaskPayload payload, TokenCounter counter)
    {
        long tokens = TokenCounter.TokensPerChat;
        if (ModelPrompt.HasOwnMessages(payload))
        {
            if (ModelPrompt.SystemText(payload, variant: null, schemaInPrompt: true) is { } system)
                tokens += TokenCounter.TokensPerMessage + counter.Count(system);
            foreach (var message in payload.Input.EnumerateArray())
                tokens += TokenCounter.TokensPerMessage + CountMessage(message, counter);
        }
        else
        {
            foreach (var message in ModelPrompt.Messages(payload, variant: null, schemaInPrompt: true))
                tokens += TokenCounter.TokensPerMessage + counter.Count(message.Text);
        }

        if (payload.Parameters is not null)
            tokens += CountTools(ChatParameters.Of(payload), counter);
        return (int)Math.Min(int.MaxValue, tokens);
    }

    private static long CountTools(ChatParameters asked, TokenCounter counter)
    {
        long tokens = 0;
        foreach (var name in (ReadOnlySpan<string>)["tools", "functions"])
        {
            if (asked.Find(name) is { } tools)
                tokens += counter.Count(tools.GetRawText());
        }

        return tokens;
    }

    private static long CountMessage(JsonElement message, TokenCounter counter)
    {
        if (message.ValueKind != JsonValueKind.Object)
            return counter.Count(message.GetRawText());

        long tokens = 0;
        foreach (var member in message.EnumerateObject())
        {
            if (member.Name == "content" && member.Value.ValueKind == JsonValueKind.Array)
                tokens += ChatMessageParts.Parts(message).Sum(part => CountPart(part, counter));
            else if (member.Name is not "role" && member.Value.ValueKind is not JsonValueKind.Null)
                tokens += counter.Count(CompactJson.TextOf(member.Value));
        }

        return tokens;
    }

    private static long CountPart(JsonElement part, TokenCounter counter)
    {
        if (ChatMessageParts.IsText(part))
            return counter.Count(part.TryGetProperty("text", out var text) ? CompactJson.TextOf(text) : part.GetRawText());
        if (ChatMessageParts.TypeOf(part) == "image_url")
            return IsOfLowDetail(part) ? PerImageOfLowDetail : PerImage;
        return part.GetRawText().Length / CharactersPerTokenOfData;
    }

    private static bool IsOfLowDetail(JsonElement part) =>
        part.TryGetProperty("image_url", out var image) && image.ValueKind == JsonValueKind.Object
        && image.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.String && detail.ValueEquals("low"u8);
}
