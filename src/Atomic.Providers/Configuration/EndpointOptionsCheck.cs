using Atomic.Core.Markets;
using static Atomic.Providers.Configuration.MarketOptionsCheck;

namespace Atomic.Providers.Configuration;

/// <summary>Finds everything that is wrong with one endpoint's options.</summary>
internal static class EndpointOptionsCheck
{
    /// <summary>Adds the endpoint's problems.</summary>
    /// <param name="path">Its configuration path.</param>
    /// <param name="endpoint">Its options.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="problems">Where they are added.</param>
    public static void Check(string path, EndpointOptions endpoint, Func<string, string?> environment, List<string> problems)
    {
        var known = ConfiguredName.TryParse<BidderSource>(endpoint.Kind, out var kind) && kind != BidderSource.Specialist;
        if (!known)
            problems.Add($"{path}:Kind '{endpoint.Kind}' is not known; use open-ai-compatible or azure-open-ai.");
        CheckUrl(path, endpoint.BaseUrl, problems);
        CheckKey(path, endpoint, environment, problems);
        if (known)
            CheckAzure(path, endpoint, kind == BidderSource.AzureOpenAi, problems);

        if (endpoint.Region.Length is 0 or > 64)
            problems.Add($"{path}:Region must have 1 to 64 characters, for instance eu or local.");
        if (endpoint.Tags.Exists(static tag => tag.Length is 0 or > 64))
            problems.Add($"{path}:Tags must each have 1 to 64 characters.");
        if (endpoint.OutputLimitField is not (null or "max_tokens" or "max_completion_tokens"))
            problems.Add($"{path}:OutputLimitField '{endpoint.OutputLimitField}' is not known; use max_tokens or max_completion_tokens, or leave it out.");
        CheckRange($"{path}:TimeoutSeconds", endpoint.TimeoutSeconds, 0.1, 3_600, problems);
        CheckRange($"{path}:ConnectTimeoutSeconds", endpoint.ConnectTimeoutSeconds, 0.1, 60, problems);
        CheckRange($"{path}:MaxConcurrency", endpoint.MaxConcurrency, 1, 10_000, problems);
        CheckQuota($"{path}:MaxConcurrencyPerModel", endpoint.MaxConcurrencyPerModel, MostConcurrency, problems);
        CheckQuota($"{path}:RequestsPerMinutePerModel", endpoint.RequestsPerMinutePerModel, MostRequests, problems);
        CheckQuota($"{path}:TokensPerMinutePerModel", endpoint.TokensPerMinutePerModel, MostTokens, problems);
        CheckRange($"{path}:StreamIdleSeconds", endpoint.StreamIdleSeconds, 0.1, 3_600, problems);
        CheckRange($"{path}:MaxRetries", endpoint.MaxRetries, 0, 2, problems);
        CheckRange($"{path}:RetryDelayMs", endpoint.RetryDelayMs, 0, 2_000, problems);
    }

    private static void CheckUrl(string path, string url, List<string> problems)
    {
        // A URL that cannot be used is not quoted: it may carry a password.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            problems.Add($"{path}:BaseUrl must be an absolute http or https URL, for instance http://localhost:8000/v1.");
        else if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            problems.Add($"{path}:BaseUrl must have no user, query or fragment; put a key into ApiKeyEnvironmentVariable.");
    }

    private static void CheckKey(string path, EndpointOptions endpoint, Func<string, string?> environment, List<string> problems)
    {
        var ways = (endpoint.ApiKey is null ? 0 : 1) + (endpoint.ApiKeyEnvironmentVariable is null ? 0 : 1) + (endpoint.UseDefaultAzureCredential ? 1 : 0);
        if (ways > 1)
            problems.Add($"{path} has more than one of ApiKey, ApiKeyEnvironmentVariable and UseDefaultAzureCredential; keep one.");
        if (endpoint.ApiKey is { } key && !IsHeaderValue(key))
            problems.Add($"{path}:ApiKey is empty or has characters that no HTTP header can carry; correct it.");
        if (endpoint.ApiKeyEnvironmentVariable is { } variable && !IsHeaderValue(environment(variable) ?? ""))
            problems.Add($"{path}:ApiKeyEnvironmentVariable names {variable}, which is not set or has no usable key; set that environment variable.");
    }

    private static void CheckAzure(string path, EndpointOptions endpoint, bool azure, List<string> problems)
    {
        if (azure && endpoint is { ApiKey: null, ApiKeyEnvironmentVariable: null, UseDefaultAzureCredential: false })
            problems.Add($"{path} has no credential; set UseDefaultAzureCredential to true, or ApiKeyEnvironmentVariable.");
        if (!azure && endpoint.UseDefaultAzureCredential)
            problems.Add($"{path}:UseDefaultAzureCredential is for azure-open-ai only; set Kind, or use ApiKeyEnvironmentVariable.");
        if (!azure && endpoint.ApiVersion is not null)
            problems.Add($"{path}:ApiVersion is for azure-open-ai only; remove it.");
        if (endpoint.ApiVersion is { } version && !IsName(version, 32, "-."))
            problems.Add($"{path}:ApiVersion must be like 2024-10-21; correct it or leave it out.");
        if (endpoint.UseDefaultAzureCredential && endpoint.BaseUrl.StartsWith("http:", StringComparison.OrdinalIgnoreCase))
            problems.Add($"{path}:BaseUrl must be https where UseDefaultAzureCredential is true: a token is never sent in the clear.");
        if (!Uri.TryCreate(endpoint.TokenScope, UriKind.Absolute, out _))
            problems.Add($"{path}:TokenScope must be a URL such as https://cognitiveservices.azure.com/.default.");
    }

    private static bool IsHeaderValue(string key) => key.Length is > 0 and <= 8_192 && key.All(static character => character is > ' ' and < (char)127);
}
