using System.Text.Json;
using Atomic.Core.Policies;

namespace Atomic.Core.Microtasks;

/// <summary>One small piece of AI work, as its caller submitted it and the house accepted it.</summary>
public sealed record Microtask
{
    /// <summary>The microtask's id, which is also its orchestration's instance id; see <see cref="MicrotaskId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The name under which alike microtasks share what is learned, for instance <c>email-routing</c>; 1 to 64 characters of <c>a-z 0-9 - _ .</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What to do with the input, in words; null where the bidders' own prompt says it.</summary>
    public string? Instructions { get; init; }

    /// <summary>A string, an object, or an array of chat messages <c>{role, content}</c>.</summary>
    public required JsonElement Input { get; init; }

    /// <summary>JSON Schema 2020-12 of the output, or null for free text.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>The caller's policy with its preset resolved.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The caller's tags; at most 16, kept with the record, never shown to a bidder.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
