namespace Atomic.Replay.Recordings;

/// <summary>
/// One recorded task and what the models answered to it. <see cref="Label"/>, <see cref="Subject"/> and the answers' correctness are for
/// judging a choice afterwards; whoever chooses must not see them.
/// </summary>
public sealed record RecordedTask
{
    /// <summary>Unique within a recording.</summary>
    public required string Id { get; init; }

    /// <summary>The microtask kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The exact text that a client sends as its last <c>user</c> message.</summary>
    public required string Input { get; init; }

    /// <summary>The gold answer, where there is one.</summary>
    public string? Label { get; init; }

    /// <summary>The topic, for error analysis only.</summary>
    public string? Subject { get; init; }

    /// <summary>The part of the data set (<c>train</c>, <c>test</c>, …), where it has parts.</summary>
    public string? Split { get; init; }

    /// <summary>The answers by model name; empty where no model was asked.</summary>
    public IReadOnlyDictionary<string, RecordedAnswer> Answers { get; init; } = new Dictionary<string, RecordedAnswer>();
}
