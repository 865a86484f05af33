namespace Atomic.Providers.Configuration;

/// <summary>One place where models are served: <c>Atomic:Market:Endpoints:NAME</c>. Its host is never taken from anywhere else.</summary>
public sealed class EndpointOptions
{
    /// <summary><c>open-ai-compatible</c> (default) or <c>azure-open-ai</c>.</summary>
    public string Kind { get; set; } = "open-ai-compatible";

    /// <summary>
    /// Absolute http or https URL without user, query or fragment; required. OpenAI-compatible: the URL to which <c>/chat/completions</c> is appended,
    /// for instance <c>http://gpu-1:8000/v1</c>. Azure: the resource, for instance <c>https://NAME.openai.azure.com</c>.
    /// </summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>The key itself; for trials only, prefer <see cref="ApiKeyEnvironmentVariable"/>. Default: none, and then no key is sent.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The name of the environment variable that holds the key, read once at start. Default: none.</summary>
    public string? ApiKeyEnvironmentVariable { get; set; }

    /// <summary>Whether Azure is asked with a token of <c>DefaultAzureCredential</c> in place of a key. Default false; <c>azure-open-ai</c> over https only.</summary>
    public bool UseDefaultAzureCredential { get; set; }

    /// <summary>The scope of that token. Default <c>https://cognitiveservices.azure.com/.default</c>; sovereign clouds have their own.</summary>
    public string TokenScope { get; set; } = "https://cognitiveservices.azure.com/.default";

    /// <summary>
    /// Azure only: an <c>api-version</c> for resources or gateways that serve only <c>/openai/deployments/…</c>. Default: none, and then
    /// the versionless <c>/openai/v1/</c> is used. See docs/decisions/0003-azure-openai-access.md.
    /// </summary>
    public string? ApiVersion { get; set; }

    /// <summary>The region in which data is processed, as policies name it. Default <c>unspecified</c>; at most 64 characters.</summary>
    public string Region { get; set; } = "unspecified";

    /// <summary>Tags of every bidder here, for instance <c>on-premises</c>. Default: none.</summary>
    public List<string> Tags { get; set; } = [];

    /// <summary>The time limit of one request in seconds, 0.1 to 3,600; the call's own limit applies where it is shorter. Default 60.</summary>
    public double TimeoutSeconds { get; set; } = 60;

    /// <summary>The time limit of establishing a connection in seconds, 0.1 to 60. Default 5.</summary>
    public double ConnectTimeoutSeconds { get; set; } = 5;

    /// <summary>The most connections at once, 1 to 10,000; further calls wait for one within their time limit. Default 256.</summary>
    public int MaxConcurrency { get; set; } = 256;

    /// <summary>
    /// The most calls at once of each model here, which its bidders share, 1 to 10,000. Beyond none of them bids, and a call waits up to two seconds for
    /// room. It holds within one process: several instances divide it between them. Default: no bound.
    /// </summary>
    public int? MaxConcurrencyPerModel { get; set; }

    /// <summary>The most requests of each model here in any 60 seconds, retries included, 1 to 10,000,000; likewise. Default: no bound.</summary>
    public int? RequestsPerMinutePerModel { get; set; }

    /// <summary>The most tokens, in and out, of each model here in any 60 seconds, 1 to 2,000,000,000; likewise. Default: no bound.</summary>
    public int? TokensPerMinutePerModel { get; set; }

    /// <summary>The longest silence in seconds within an answer that streams, 0.1 to 3,600; the call's own limit applies where it is shorter. Default 30.</summary>
    public double StreamIdleSeconds { get; set; } = 30;

    /// <summary>How often a transient failure is retried within the call's time limit, 0 to 2. Default 2.</summary>
    public int MaxRetries { get; set; } = 2;

    /// <summary>The median delay in ms before the first retry, 0 to 2,000; it grows exponentially and is jittered. Default 100.</summary>
    public double RetryDelayMs { get; set; } = 100;

    /// <summary>
    /// The field that limits the answer's length: <c>max_tokens</c> or <c>max_completion_tokens</c>. Default: <c>max_completion_tokens</c> on Azure and
    /// <c>api.openai.com</c>, whose reasoning models refuse the older name; <c>max_tokens</c> elsewhere, where some servers ignore the newer name.
    /// </summary>
    public string? OutputLimitField { get; set; }
}
