using System.Text.Json;

namespace Atomic.Orchestration.Microtasks;

/// <summary>What a bidder sees of a microtask. It is kept apart from the record so that a large one travels by reference.</summary>
/// <param name="Instructions">What to do with the input; null where the bidders' own prompt says it.</param>
/// <param name="Input">A string, an object, or an array of chat messages <c>{role, content}</c>.</param>
/// <param name="OutputSchema">JSON Schema of the output; null for free text.</param>
public sealed record MicrotaskPayload(string? Instructions, JsonElement Input, JsonElement? OutputSchema);
