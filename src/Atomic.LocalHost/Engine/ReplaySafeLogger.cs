using Microsoft.Extensions.Logging;

namespace Atomic.LocalHost.Engine;

/// <summary>Silent while history is replayed, so that a line is written once.</summary>
internal sealed class ReplaySafeLogger(ILogger inner, Execution execution) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => !execution.IsReplaying && inner.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!execution.IsReplaying)
            inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
