namespace Atomic.Cli.CommandLine;

/// <summary>How a command ended, for scripts. The numbers are documented in <c>docs/cli.md</c> and never change meaning.</summary>
public enum ExitCode
{
    /// <summary>It did what it was asked to do.</summary>
    Ok = 0,

    /// <summary>It ran, but the work failed: some microtasks have no answer, or there is no such microtask.</summary>
    WorkFailed = 1,

    /// <summary>Bad usage, input or configuration.</summary>
    BadInput = 2,

    /// <summary>The server cannot be reached.</summary>
    ServerUnreachable = 3,

    /// <summary>The database is in use by another process, or cannot be opened.</summary>
    DatabaseUnavailable = 4,

    /// <summary>Interrupted by Ctrl-C, or by the end of the terminal.</summary>
    Interrupted = 130,
}
