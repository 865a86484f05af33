using System.Text.Json;
using Atomic.Core.Microtasks;

namespace Atomic.Orchestration.Microtasks;

/// <summary>What a bidder sees of a microtask. It is kept apart from the record so that a large one travels by reference.</summary>
/// <param name="Instructions">What to do with the input; null where the bidders' own prompt says it.</param>
/// <param name="Input">A string, an object, or an array of chat messages <c>{role, content}</c>. For embeddings a string or an array of strings.</param>
/// <param name="OutputSchema">JSON Schema of the output; null for free text.</param>
public sealed record MicrotaskPayload(string? Instructions, JsonElement Input, JsonElement? OutputSchema)
{
    /// <summary>What is done with the input.</summary>
    public Operation Operation { get; init; }

    /// <summary>
    /// What an OpenAI client asked for beside the messages, as members of the request body of that protocol (<c>tools</c>, <c>n</c>, <c>stop</c>,
    /// <c>seed</c>, <c>max_tokens</c> …): passed on to the endpoint as it is. The messages in <see cref="Input"/> are then of that protocol as well,
    /// with every role and part that it has. Null where the microtask came in another way.
    /// </summary>
    public JsonElement? Parameters { get; init; }
}
