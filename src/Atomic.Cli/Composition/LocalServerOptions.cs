using System.Net;
using Microsoft.Extensions.Configuration;

namespace Atomic.Cli.Composition;

/// <summary>What a local server is built from.</summary>
internal sealed record LocalServerOptions
{
    /// <summary>The configuration; only its section <c>Atomic</c> is read.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>The folder that holds <c>atomic.db</c>; created where it is missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where it listens; beyond loopback only where access is configured. Port 0 takes a free one.</summary>
    public required IReadOnlyList<IPEndPoint> Listen { get; init; }

    /// <summary>Looks up environment variables that configure models; a demo looks nowhere.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Whether it only answers questions: what was under way stays where it is, and nothing is spent.</summary>
    public bool OnlyReads { get; init; }

    /// <summary>Whether it takes microtasks from the queue, where an account is configured: a server of one command's own leaves them to others.</summary>
    public bool TakesQueueJobs { get; init; }

    /// <summary>Whether it logs more than warnings.</summary>
    public bool Verbose { get; init; }
}
