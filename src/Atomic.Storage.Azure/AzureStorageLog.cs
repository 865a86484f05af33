using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure;

/// <summary>The log lines of the stores on Azure; names and counts only, never payloads, keys or connection strings.</summary>
internal static partial class AzureStorageLog
{
    [LoggerMessage(EventId = 8501, Level = LogLevel.Information, Message = "State is kept in the storage account at {Endpoint}")]
    public static partial void Opened(ILogger logger, string endpoint);

    [LoggerMessage(EventId = 8502, Level = LogLevel.Debug, Message = "The {What} was written in try {Tries}, because another process wrote the same rows")]
    public static partial void Contended(ILogger logger, string what, int tries);

    [LoggerMessage(EventId = 8503, Level = LogLevel.Debug, Message = "What belongs to {Count} purged microtasks was deleted")]
    public static partial void Purged(ILogger logger, int count);

    [LoggerMessage(EventId = 8601, Level = LogLevel.Warning, Message = "The queue {Queue} cannot be looked into; it is tried again until it can: {Reason}")]
    public static partial void QueueFails(ILogger logger, string queue, string reason);

    [LoggerMessage(EventId = 8602, Level = LogLevel.Warning, Message = "The queue {Queue} serves again")]
    public static partial void QueueServesAgain(ILogger logger, string queue);

    [LoggerMessage(EventId = 8603, Level = LogLevel.Warning, Message = "Message {Id} of queue {Queue} failed in try {Tries} and is tried again: {Reason}")]
    public static partial void QueueJobFailed(ILogger logger, Exception? exception, string id, string queue, int tries, string reason);

    [LoggerMessage(EventId = 8604, Level = LogLevel.Warning, Message = "Message {Id} of queue {Queue} was given up in try {Tries}: {Reason}; atomic failures tells more")]
    public static partial void QueueJobPoisoned(ILogger logger, string id, string queue, int tries, string reason);

    [LoggerMessage(EventId = 8605, Level = LogLevel.Warning, Message = "What became of message {Id} of queue {Queue} could not be told to the queue; it is delivered again: {Reason}")]
    public static partial void QueueAnswerFailed(ILogger logger, string id, string queue, string reason);

    [LoggerMessage(EventId = 8606, Level = LogLevel.Warning, Message = "Message {Id} of queue {Queue} was delivered again while it was at work; its result may come twice")]
    public static partial void QueueMessageLost(ILogger logger, string id, string queue);
}
