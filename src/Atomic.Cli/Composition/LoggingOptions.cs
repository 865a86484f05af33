namespace Atomic.Cli.Composition;

/// <summary>Settings of the server's console log, section <c>Atomic:Logging</c>.</summary>
internal sealed class LoggingOptions
{
    /// <summary>The form of a line; default <see cref="LogFormat.Text"/>.</summary>
    public LogFormat Format { get; set; }
}
