namespace Atomic.Replay.Behaviours;

/// <summary>The two ways in which a model spoils an answer that it has: JSON that breaks off, and prose around it.</summary>
internal static class MalformedOutput
{
    /// <summary>The spoilt text. Neither form is valid JSON, whatever the output.</summary>
    public static string Of(string output, bool variant) => variant
        ? $"Sure, happy to help! I would say the answer is {output}, though it depends on what you are after."
        : $$"""{"answer": "{{output.AsSpan(0, output.Length / 2)}}""";
}
