using Atomic.Client;

namespace Atomic.InProcess;

/// <summary>How an application carries the house in its own process; checked when it is registered.</summary>
public sealed class InProcessOptions
{
    /// <summary>The folder that holds the database; created where it is missing. A relative one counts from the working directory. Default <c>.atomic</c>.</summary>
    public string DataFolder { get; set; } = ".atomic";

    /// <summary>
    /// How long microtasks under way may go on when the application stops; default 20 seconds, and never longer than the host's own
    /// <c>ShutdownTimeout</c>. What has not ended goes on after the next start.
    /// </summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a run waits for its microtask in all; default ten minutes.</summary>
    public TimeSpan RunTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The model that the chat client asks for where the caller names none; see <see cref="AtomicClientOptions.ChatModel"/>.</summary>
    public string ChatModel { get; set; } = "atomic";

    /// <summary>Looks up environment variables that configure models; default: those of the process.</summary>
    public Func<string, string?> Environment { get; set; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Checks options.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">One cannot be used.</exception>
    internal static void Validate(InProcessOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.DataFolder))
            throw new ArgumentException("DataFolder is empty; name the folder that is to hold the database.", nameof(options));
        if (options.StopTimeout < TimeSpan.Zero)
            throw new ArgumentException("StopTimeout must not be negative.", nameof(options));
    }
}
