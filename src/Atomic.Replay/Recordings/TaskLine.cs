namespace Atomic.Replay.Recordings;

/// <summary>A line of <c>tasks.jsonl</c>. Fields that are not listed here are ignored: data sets carry notes of their own.</summary>
internal sealed class TaskLine
{
    public string? Id { get; set; }

    public string? Kind { get; set; }

    public string? Input { get; set; }

    public string? Label { get; set; }

    public string? Subject { get; set; }

    public string? Split { get; set; }

    public Dictionary<string, AnswerLine?>? Answers { get; set; }
}
