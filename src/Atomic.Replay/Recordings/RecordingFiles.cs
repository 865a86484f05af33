namespace Atomic.Replay.Recordings;

/// <summary>The names of the files in a recording's folder.</summary>
internal static class RecordingFiles
{
    public const string Tasks = "tasks.jsonl";
    public const string TasksCompressed = "tasks.jsonl.gz";
    public const string Market = "market.json";
}
