using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Atomic.Http.Access;

/// <summary>Logs why callers were turned away, which they themselves are not told. So many lines a minute at most: whoever knocks must not fill the disk.</summary>
/// <param name="logger">Takes the lines.</param>
/// <param name="time">Counts the minutes.</param>
internal sealed class RefusalLog(ILogger<RefusalLog> logger, TimeProvider time)
{
    /// <summary>Lines a minute at most.</summary>
    public const int MaxLines = 30;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long _windowStart = time.GetTimestamp();
    private int _lines;
    private long _left;

    /// <summary>Logs a refusal.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reason">Why, without a secret.</param>
    /// <param name="credential">The public part of what was sent.</param>
    public void Write(HttpContext context, string reason, string credential)
    {
        if (TryTakeLine() is { } left) HttpLog.Refused(logger, context.Request.Method, reason, credential, left);
    }

    /// <summary>Logs that the issuer of tokens cannot be reached.</summary>
    /// <param name="failure">Why.</param>
    public void WriteOutage(Exception failure)
    {
        if (TryTakeLine() is not null) HttpLog.IssuerUnreachable(logger, failure);
    }

    /// <summary>How many lines were left out before this one; null where this one is left out too.</summary>
    private long? TryTakeLine()
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_windowStart) >= Window) (_windowStart, _lines) = (time.GetTimestamp(), 0);
            if (_lines == MaxLines)
            {
                _left++;
                return null;
            }

            _lines++;
            var left = _left;
            _left = 0;
            return left;
        }
    }
}
