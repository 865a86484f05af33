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
}
