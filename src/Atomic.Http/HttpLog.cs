using Microsoft.Extensions.Logging;

namespace Atomic.Http;

/// <summary>What the HTTP surface logs. Never a payload, never a secret.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(4001, LogLevel.Error, "{Method} {Route} failed unexpectedly; it was answered with 500 and trace id {TraceId}.")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string method, string route, string traceId);

    [LoggerMessage(4002, LogLevel.Warning, "A {Method} was refused: {Reason} ({Holder}). Refusals left out of the log before it: {Left}.")]
    public static partial void Refused(ILogger logger, string method, string reason, string holder, long left);

    [LoggerMessage(4003, LogLevel.Warning, "The issuer of tokens cannot be reached; callers with tokens are answered with 503 until it can.")]
    public static partial void IssuerUnreachable(ILogger logger, Exception exception);

    [LoggerMessage(4004, LogLevel.Information, "No API key exists and no issuer of tokens is configured: only callers on this machine are served, without a key. `atomic key create` makes the first key; from then on every caller needs one.")]
    public static partial void LoopbackOnly(ILogger logger);

    [LoggerMessage(4005, LogLevel.Information, "Every caller needs an API key.")]
    public static partial void KeysNeeded(ILogger logger);

    [LoggerMessage(4006, LogLevel.Information, "Every caller needs an API key or a token of {Authority}.")]
    public static partial void TokensTaken(ILogger logger, string authority);

    [LoggerMessage(4007, LogLevel.Warning, "Whether there are API keys cannot be read; nobody is served without a key until it can.")]
    public static partial void KeysUnknown(ILogger logger, Exception exception);
}
