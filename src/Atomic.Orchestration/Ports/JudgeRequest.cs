using System.Text.Json;
using Atomic.Core.Policies;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Ports;

/// <summary>An answer that a model is to judge.</summary>
/// <param name="MicrotaskId">The id of the microtask that it answers.</param>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Payload">What was worked on.</param>
/// <param name="Output">The answer.</param>
/// <param name="Policy">The policy under which it was answered.</param>
/// <param name="Rubric">By what it is judged; null: by the instructions.</param>
public sealed record JudgeRequest(string MicrotaskId, string Tenant, string Kind, MicrotaskPayload Payload, JsonElement Output, Policy Policy, string? Rubric);
