using Atomic.Orchestration.Submissions;

namespace Atomic.Http;

/// <summary>How the HTTP surface behaves; checked at start.</summary>
public sealed class AtomicHttpOptions
{
    /// <summary>Bytes of a request body at most; 1 KiB to 16 MiB, default 1 MiB.</summary>
    public int MaxBodyBytes { get; set; } = SubmissionLimits.DefaultBodyBytes;

    /// <summary>Seconds that a submission waits for its answer where the caller states no preference; 0 to <see cref="MaxWaitSeconds"/>, default 30.</summary>
    public int DefaultWaitSeconds { get; set; } = 30;

    /// <summary>Seconds that a caller may ask to wait at most; 1 to 3,600, default 300.</summary>
    public int MaxWaitSeconds { get; set; } = 300;

    /// <summary>Seconds after which a caller is asked to look again; 1 to 60, default 1.</summary>
    public int RetryAfterSeconds { get; set; } = 1;

    /// <summary>Seconds of silence after which a stream gives a sign of life; 1 to 60, default 10.</summary>
    public int StreamKeepAliveSeconds { get; set; } = 10;

    /// <summary>Whether every value is in its range.</summary>
    public bool IsValid() =>
        MaxBodyBytes is >= 1024 and <= 16 * 1024 * 1024
        && MaxWaitSeconds is >= 1 and <= 3600
        && DefaultWaitSeconds >= 0
        && DefaultWaitSeconds <= MaxWaitSeconds
        && RetryAfterSeconds is >= 1 and <= 60
        && StreamKeepAliveSeconds is >= 1 and <= 60;
}
