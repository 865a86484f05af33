using Microsoft.Extensions.Logging;

namespace Atomic.LocalHost;

/// <summary>The host's log lines; ids and names only, never payloads.</summary>
internal static partial class HostLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Host started with {Running} running instances to recover")]
    public static partial void Started(ILogger logger, long running);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Recovered {Count} instances")]
    public static partial void Recovered(ILogger logger, int count);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Host stopped; drained: {Drained}")]
    public static partial void Stopped(ILogger logger, bool drained);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "Instance {InstanceId} of {Orchestration} failed with {Code}")]
    public static partial void InstanceFailed(ILogger logger, string instanceId, string orchestration, string code);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "Activity {Activity} ({InstanceId}, action {TaskId}) failed in attempt {Attempt} with {Exception} and is tried again")]
    public static partial void ActivityRetried(ILogger logger, string instanceId, string activity, int taskId, int attempt, string exception);

    [LoggerMessage(EventId = 6, Level = LogLevel.Error, Message = "Instance {InstanceId} is left as it is: orchestration {Orchestration} is not registered")]
    public static partial void NotRegistered(ILogger logger, string instanceId, string orchestration);

    [LoggerMessage(EventId = 7, Level = LogLevel.Information, Message = "Purged {Count} instances")]
    public static partial void Purged(ILogger logger, int count);

    [LoggerMessage(EventId = 8, Level = LogLevel.Error, Message = "{Part} failed in the background")]
    public static partial void BackgroundFailed(ILogger logger, string part, Exception exception);
}
