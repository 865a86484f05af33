namespace Atomic.Replay.Recordings;

/// <summary>The content of <c>market.json</c>.</summary>
internal sealed class MarketFile
{
    public string? Name { get; set; }

    public Dictionary<string, RecordedModel?>? Models { get; set; }

    public string? Strong { get; set; }

    public string? Weak { get; set; }

    public string? Source { get; set; }
}
