namespace Atomic.Functions.Clients;

/// <summary>
/// How long to wait between two looks at an instance. Nothing tells a client of Durable Task that an instance has changed: short waits at first for the
/// quick ones, longer ones so that many who wait do not load the store.
/// </summary>
internal static class PollDelays
{
    /// <summary>The first wait.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    /// <summary>The wait after one.</summary>
    /// <param name="delay">The one before.</param>
    public static TimeSpan After(TimeSpan delay)
    {
        var next = delay * 1.5;
        return next < Longest ? next : Longest;
    }
}
