using System.Text.Json;

namespace Atomic.Orchestration.Ports;

/// <summary>A piece of an answer that is arriving.</summary>
/// <param name="Choice">Which of the answer's choices it belongs to; 0 for the first.</param>
/// <param name="Delta">What is added to the choice's message, as the OpenAI protocol has it: <c>{"content": "…"}</c>, <c>{"tool_calls": […]}</c>; never a role alone.</param>
/// <param name="FinishReason">Why the choice ended, with its last piece; null before.</param>
public readonly record struct AnswerDelta(int Choice, JsonElement Delta, string? FinishReason)
{
    /// <summary>The probabilities of the piece's tokens, as the OpenAI protocol has them beside the delta; null where they were not asked for.</summary>
    public JsonElement? Logprobs { get; init; }
}
