using Microsoft.Extensions.Logging;

namespace Atomic.Http;

/// <summary>What the HTTP surface logs. Never a payload.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(4001, LogLevel.Error, "{Method} {Route} failed unexpectedly; it was answered with 500 and trace id {TraceId}.")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string method, string route, string traceId);
}
