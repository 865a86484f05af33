using Atomic.Replay.Recordings;

namespace Atomic.Replay.Server;

/// <summary>A completion about to be written.</summary>
/// <param name="Id">Its number scrambled with the seed: unique within a run, the same in the next.</param>
/// <param name="Created">Unix time in seconds.</param>
/// <param name="Model">The recorded model that answers.</param>
/// <param name="Content">The text to send.</param>
/// <param name="Answer">What is recorded.</param>
internal sealed record Completion(ulong Id, long Created, string Model, string Content, RecordedAnswer Answer)
{
    /// <summary>What <c>system_fingerprint</c> says.</summary>
    public const string Fingerprint = "fp_atomic_replay";

    /// <summary>How many times the answer is given: as so many choices.</summary>
    public int Choices { get; init; } = 1;

    /// <summary>The tool that is called in place of the text; null where the text is the answer.</summary>
    public ToolCall? Tool { get; init; }

    /// <summary>Why each choice ends.</summary>
    public string FinishReason => Tool is null ? "stop" : "tool_calls";

    /// <summary>What a stream sends in pieces: the text, or the arguments of the tool.</summary>
    public string Pieces => Tool?.Arguments ?? Content;

    private const string IdPrefix = "chatcmpl-";

    /// <summary>The id as it stands in the answer.</summary>
    public string WireId => string.Create(IdPrefix.Length + 16, Id, static (span, id) =>
    {
        IdPrefix.CopyTo(span);
        id.TryFormat(span[IdPrefix.Length..], out _, "x16");
    });
}
