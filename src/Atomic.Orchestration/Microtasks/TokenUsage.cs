namespace Atomic.Orchestration.Microtasks;

/// <summary>The tokens of one answer as its endpoint billed them.</summary>
/// <param name="Input">Tokens of the prompt; not negative.</param>
/// <param name="Output">Tokens of the answer; not negative, 0 for embeddings.</param>
public sealed record TokenUsage(int Input, int Output)
{
    /// <summary>Both together.</summary>
    public long Total => (long)Input + Output;

    /// <summary>The usage of those figures; null where the endpoint did not say both.</summary>
    /// <param name="input">Tokens of the prompt.</param>
    /// <param name="output">Tokens of the answer.</param>
    public static TokenUsage? Of(int? input, int? output) => input is { } prompt && output is { } answer ? new TokenUsage(prompt, answer) : null;
}
