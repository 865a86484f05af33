using System.Text.Json;
using Atomic.Core.Markets;

namespace Atomic.Cli.Market;

/// <summary>The prompts of bidders, for people and as JSON.</summary>
internal static class PromptText
{
    private const int ShownDigits = 8;

    /// <summary>"stepwise (4f1c02ab)", "shown, 4 examples"; "the caller's" where a bidder sends the caller's instructions as they are; "–" for a specialist.</summary>
    /// <param name="bidder">The bidder.</param>
    public static string Of(Bidder bidder) => bidder.Prompt switch
    {
        null => bidder.Source == BidderSource.Specialist ? "–" : "the caller's",
        { Name: { } name } prompt => $"{name}{Hash(prompt)}{(prompt.Demonstrations is { } count ? $", {count} examples" : "")}",
        var own => $"its own{Hash(own)}",
    };

    /// <summary>Writes the member <c>prompt</c>.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="prompt">The prompt.</param>
    public static void Write(Utf8JsonWriter json, PromptVariant prompt)
    {
        json.WriteStartObject("prompt");
        json.WriteString("of", prompt.Of);
        json.WriteString("name", prompt.Name);
        json.WriteString("textHash", prompt.TextHash);
        if (prompt.Demonstrations is { } count)
            json.WriteNumber("demonstrations", count);
        json.WriteEndObject();
    }

    private static string Hash(PromptVariant prompt) => prompt.TextHash is { } hash ? $" ({hash[..ShownDigits]})" : "";
}
