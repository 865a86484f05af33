namespace Atomic.Client;

/// <summary>How a server is called; checked when the client is made.</summary>
public sealed class AtomicClientOptions
{
    /// <summary>The server's base URL, for instance <c>http://127.0.0.1:8080</c>.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>The API key or token; null or empty: none is sent.</summary>
    public string? ApiKey { get; set; }

    /// <summary>How often a request is sent again that did not arrive or was put off; 0 to 10, default 4.</summary>
    public int MaxRetries { get; set; } = 4;

    /// <summary>The longest pause between two tries; a server that asks for a longer one is not waited for. Over zero to 5 minutes, default 30 seconds.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one request waits for an end before it is asked again, in seconds; 1 to 300, default 60.</summary>
    public int WaitSeconds { get; set; } = 60;

    /// <summary>How long a run waits for its microtask in all; default ten minutes. The microtask's own deadline is in its policy.</summary>
    public TimeSpan RunTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The model that chat clients ask for where the caller names none: <c>atomic</c>, <c>atomic/PRESET</c>, <c>atomic/KIND</c> or a bidder's id.</summary>
    public string ChatModel { get; set; } = "atomic";

    /// <summary>What is wrong with these options, one sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (BaseUrl is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            problems.Add("BaseUrl must be the http or https URL of an Atomic server, for instance http://127.0.0.1:8080.");
        if (MaxRetries is < 0 or > 10)
            problems.Add("MaxRetries must be from 0 to 10.");
        if (MaxRetryDelay <= TimeSpan.Zero || MaxRetryDelay > TimeSpan.FromMinutes(5))
            problems.Add("MaxRetryDelay must be over zero and at most five minutes.");
        if (WaitSeconds is < 1 or > 300)
            problems.Add("WaitSeconds must be from 1 to 300.");
        if (RunTimeout <= TimeSpan.Zero)
            problems.Add("RunTimeout must be over zero.");
        if (string.IsNullOrWhiteSpace(ChatModel))
            problems.Add("ChatModel must name a model, for instance atomic.");
        if (ApiKey is { } key && key.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0)
            problems.Add("ApiKey has characters that no key or token has; give it as it was shown.");
        return problems;
    }

    /// <summary>Checks options.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">One cannot be used; the message has every sentence.</exception>
    internal static void Validate(AtomicClientOptions options)
    {
        if (options.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
    }

    /// <summary>The base URL, with the slash at its end that relative paths need.</summary>
    internal Uri Root() => BaseUrl!.AbsoluteUri.EndsWith('/') ? BaseUrl : new Uri(BaseUrl.AbsoluteUri + "/");
}
