namespace Atomic.Replay.Recordings;

/// <summary>An answer as it stands in a task's line.</summary>
internal sealed class AnswerLine
{
    /// <summary>The text; absent and null mean different things, see <see cref="OutputGiven"/>.</summary>
    public string? Output
    {
        get;
        set
        {
            field = value;
            OutputGiven = true;
        }
    }

    /// <summary>Whether the line has an <c>output</c> at all, be it null.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool OutputGiven { get; private set; }

    public bool? Correct { get; set; }

    public int? InputTokens { get; set; }

    public int? OutputTokens { get; set; }

    public double? CostUsd { get; set; }

    public double? LatencyMs { get; set; }
}
