using System.Text.Json;
using Atomic.Orchestration.Microtasks;
using Atomic.Providers.Chat;
using Atomic.Providers.Tokens;

namespace Atomic.Providers.Embeddings;

/// <summary>How long the texts are that are to be embedded. There is no chat around them.</summary>
internal static class EmbeddingTokens
{
    /// <summary>The tokens of all texts.</summary>
    /// <param name="payload">What to embed.</param>
    /// <param name="counter">Counts tokens.</param>
    public static int Count(MicrotaskPayload payload, TokenCounter counter)
    {
        if (payload.Input.ValueKind != JsonValueKind.Array)
            return Count(payload.Input, counter);

        // An array of numbers is one text that was cut into tokens already.
        var tokens = payload.Input.EnumerateArray().Sum(text => text.ValueKind == JsonValueKind.Number ? 1L : Count(text, counter));
        return (int)Math.Min(int.MaxValue, tokens);
    }

    private static int Count(JsonElement text, TokenCounter counter) => text.ValueKind switch
    {
        JsonValueKind.Array => text.GetArrayLength(),
        _ => counter.Count(CompactJson.TextOf(text)),
    };
}
