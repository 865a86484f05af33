using Atomic.Core.Errors;

namespace Atomic.LocalHost;

/// <summary>The limits of the embedded durable host.</summary>
public sealed class DurableHostOptions
{
    /// <summary>How many instances may be running at once, in memory or not, 1 to 10,000,000; a start beyond it is refused as overloaded.</summary>
    public int MaxRunningInstances { get; set; } = 100_000;

    /// <summary>How many external activities run at once, 1 to 100,000; more wait their turn.</summary>
    public int MaxConcurrentActivities { get; set; } = 256;

    /// <summary>How many instances stay in memory, 1 to 1,000,000; beyond it, those that only wait leave it and are replayed when something happens to them.</summary>
    public int HotInstances { get; set; } = 10_000;

    /// <summary>How many events one run of an instance may have, 10 to 1,000,000; a run that needs more fails.</summary>
    public int MaxHistoryEvents { get; set; } = 10_000;

    /// <summary>How long an instance is kept after it has ended; null: for ever. At least a second.</summary>
    public TimeSpan? Retention { get; set; }

    /// <summary>How often instances beyond their retention are looked for, 1 second to 1 day.</summary>
    public TimeSpan PurgeInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many instances one write purges, 1 to 10,000.</summary>
    public int PurgeBatch { get; set; } = 200;

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public void Validate()
    {
        Require(MaxRunningInstances is >= 1 and <= 10_000_000, nameof(MaxRunningInstances), "must be 1 to 10,000,000");
        Require(MaxConcurrentActivities is >= 1 and <= 100_000, nameof(MaxConcurrentActivities), "must be 1 to 100,000");
        Require(HotInstances is >= 1 and <= 1_000_000, nameof(HotInstances), "must be 1 to 1,000,000");
        Require(MaxHistoryEvents is >= 10 and <= 1_000_000, nameof(MaxHistoryEvents), "must be 10 to 1,000,000");
        Require(Retention is null || Retention >= TimeSpan.FromSeconds(1), nameof(Retention), "must be at least a second, or not be set");
        Require(PurgeInterval >= TimeSpan.FromSeconds(1) && PurgeInterval <= TimeSpan.FromDays(1), nameof(PurgeInterval), "must be 1 second to 1 day");
        Require(PurgeBatch is >= 1 and <= 10_000, nameof(PurgeBatch), "must be 1 to 10,000");
    }

    private static void Require(bool holds, string option, string demand)
    {
        if (!holds)
            throw new AtomicException(ErrorCodes.InvalidConfiguration, $"Host option {option} {demand}.");
    }
}
