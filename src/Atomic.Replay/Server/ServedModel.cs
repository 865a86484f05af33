namespace Atomic.Replay.Server;

/// <summary>A name under which a recorded model is served.</summary>
internal sealed class ServedModel(string name, string recordedModel)
{
    private long _requests;

    public string Name { get; } = name;

    public string RecordedModel { get; } = recordedModel;

    /// <summary>Numbers the requests to this name from 1.</summary>
    public long NextRequest() => Interlocked.Increment(ref _requests);
}
