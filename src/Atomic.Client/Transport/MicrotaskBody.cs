using System.Text.Json;
using Atomic.Client.Microtasks;

namespace Atomic.Client.Transport;

/// <summary>The body of <c>POST /api/microtasks</c>.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Instructions">What to do.</param>
/// <param name="Input">What to work on.</param>
/// <param name="OutputSchema">The answer's schema.</param>
/// <param name="Policy">The terms.</param>
/// <param name="Tags">The caller's tags.</param>
/// <param name="Batch">The batch that it is part of.</param>
/// <param name="Verify">What the answer is held against.</param>
internal sealed record MicrotaskBody(
    string Kind, string? Instructions, JsonElement Input, JsonElement? OutputSchema, MicrotaskPolicy? Policy, IReadOnlyDictionary<string, string>? Tags, string? Batch,
    IReadOnlyList<MicrotaskVerifier>? Verify)
{
    /// <summary>The body of a microtask.</summary>
    /// <param name="microtask">The microtask.</param>
    public static MicrotaskBody Of(Microtask microtask) =>
        new(microtask.Kind, microtask.Instructions, microtask.Input, microtask.OutputSchema, microtask.Policy, microtask.Tags, microtask.Batch, microtask.Verify);
}
