using Atomic.Core.Errors;

namespace Atomic.LocalHost.Engine;

/// <summary>The sentences of the host's own failures.</summary>
internal static class HostFailures
{
    /// <summary>The host has stopped.</summary>
    public static AtomicException Stopped() =>
        new(ErrorCodes.ShuttingDown, "The host has stopped: what was accepted is kept and goes on when it is started again.");

    /// <summary>The host was not started.</summary>
    public static AtomicException NotStarted() => new(ErrorCodes.Internal, "The host was not started: call StartAsync first.");

    /// <summary>An orchestration is not known here.</summary>
    public static AtomicException NotRegistered(string name) =>
        new(ErrorCodes.Internal, $"Orchestration {name} is not registered with this host: register it when the host is built.");

    /// <summary>A run has too many events.</summary>
    public static AtomicException HistoryTooLong(int limit) => new(
        ErrorCodes.Internal, $"The run has more than {limit} events, the most that one may have: let long loops continue as new.");

    /// <summary>History cannot be read.</summary>
    public static AtomicException UnreadableHistory(Exception cause) => new(
        (cause as AtomicException)?.Code ?? ErrorCodes.Internal, $"The instance's history cannot be replayed: {cause.Message}", cause);
}
