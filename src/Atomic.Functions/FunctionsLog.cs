using Microsoft.Extensions.Logging;

namespace Atomic.Functions;

/// <summary>What the Functions host of the house logs. Never a payload, never a secret.</summary>
internal static partial class FunctionsLog
{
    [LoggerMessage(6001, LogLevel.Error, "Atomic takes no work yet: {Reason} It is tried again until it works.")]
    public static partial void NotReady(ILogger logger, string reason);

    [LoggerMessage(6002, LogLevel.Information, "Atomic takes work: its state is open, after {Tries} tries.")]
    public static partial void Ready(ILogger logger, int tries);

    [LoggerMessage(6003, LogLevel.Information, "Purged {Count} microtasks that had ended before {EndedBefore:u}; more are left: {MoreAreLeft}.")]
    public static partial void Purged(ILogger logger, int count, DateTimeOffset endedBefore, bool moreAreLeft);
}
