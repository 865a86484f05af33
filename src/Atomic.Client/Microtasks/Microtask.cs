using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atomic.Client.Json;
using Microsoft.Extensions.AI;

namespace Atomic.Client.Microtasks;

/// <summary>One small piece of AI work, as a caller asks for it.</summary>
public sealed record Microtask
{
    /// <summary>The name under which alike microtasks share what is learned: <c>^[a-z0-9][a-z0-9._-]{0,63}$</c>, for instance <c>email-routing</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What to do with the input; null where the bidders' own prompt says it.</summary>
    public string? Instructions { get; init; }

    /// <summary>What to work on: a string, an object, or an array of chat messages <c>{role, content}</c>.</summary>
    public required JsonElement Input { get; init; }

    /// <summary>JSON Schema (2020-12) of the answer; null for free text, or where a typed call derives it.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>What it may cost, how long it may take, who may see it; null: the preset <c>balanced</c>.</summary>
    public MicrotaskPolicy? Policy { get; init; }

    /// <summary>What the answer is held against, at most 4; null: what the server's configuration has for the kind, empty: nothing. No bidder sees it.</summary>
    public IReadOnlyList<MicrotaskVerifier>? Verify { get; init; }

    /// <summary>The batch that it is part of, for budgets; null: none.</summary>
    public string? Batch { get; init; }

    /// <summary>The caller's own tags, kept in the record.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>
    /// Makes sending it again harmless: the same key and content is the same microtask, run once. 1 to 255 visible ASCII characters; null: the client
    /// makes one per call, so that its own retries run nothing twice.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>A microtask on a text.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="text">The input.</param>
    /// <param name="instructions">What to do with it; null: nothing is said.</param>
    public static Microtask OnText(string kind, string text, string? instructions = null) =>
        new() { Kind = kind, Instructions = instructions, Input = JsonSerializer.SerializeToElement(text, ClientJson.Default.String) };

    /// <summary>A microtask on an object.</summary>
    /// <typeparam name="TInput">The input's type; it must become a JSON object.</typeparam>
    /// <param name="kind">Its kind.</param>
    /// <param name="input">The input.</param>
    /// <param name="inputType">How it becomes JSON.</param>
    /// <param name="instructions">What to do with it; null: nothing is said.</param>
    public static Microtask OnObject<TInput>(string kind, TInput input, JsonTypeInfo<TInput> inputType, string? instructions = null) =>
        new() { Kind = kind, Instructions = instructions, Input = JsonSerializer.SerializeToElement(input, inputType) };

    /// <summary>A microtask on a conversation. Of each message its text is taken; for tools and pictures use <see cref="Chat.AuctionChatClient"/>.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="messages">System, user and assistant messages.</param>
    /// <param name="instructions">What to do with it; null: nothing is said.</param>
    public static Microtask OnMessages(string kind, IEnumerable<ChatMessage> messages, string? instructions = null)
    {
        List<MessageText> texts = [.. messages.Select(static message => new MessageText(message.Role.Value, message.Text))];
        return new() { Kind = kind, Instructions = instructions, Input = JsonSerializer.SerializeToElement(texts, ClientJson.Default.ListMessageText) };
    }
}
