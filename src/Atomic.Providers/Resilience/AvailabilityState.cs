using Atomic.Core.Bids;

namespace Atomic.Providers.Resilience;

/// <summary>Whether an endpoint's model may be asked now.</summary>
/// <param name="Reason">Why not; null where it may.</param>
/// <param name="Until">When it may again.</param>
public readonly record struct AvailabilityState(NoBidReason? Reason, DateTimeOffset Until)
{
    /// <summary>It may be asked.</summary>
    public static AvailabilityState Available { get; }

    /// <summary>Whether it may be asked.</summary>
    public bool IsAvailable => Reason is null;
}
