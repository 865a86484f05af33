using System.ClientModel;
using System.ClientModel.Primitives;
using Atomic.Core.Markets;
using Atomic.Providers.Configuration;
using Atomic.Providers.Telemetry;
using Azure.Core;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;

namespace Atomic.Providers.Clients;

/// <summary>One configured endpoint with its connections: makes a client for each model that it serves.</summary>
public sealed class ModelEndpoint : IDisposable
{
    private const string ProviderName = "openai";

    private readonly EndpointOptions _options;
    private readonly HttpClient _http;
    private readonly AuthenticationPolicy _authentication;
    private readonly ModelTelemetry _telemetry;

    internal ModelEndpoint(string name, EndpointOptions options, HttpClient http, AuthenticationPolicy authentication, ModelTelemetry telemetry)
    {
        (Name, _options, _http, _authentication, _telemetry) = (name, options, http, authentication, telemetry);
        Source = ConfiguredName.Parse<BidderSource>(options.Kind);
        BaseUrl = new Uri(options.BaseUrl);
        UsesMaxTokens = (options.OutputLimitField ?? DefaultLimitField()) == "max_tokens";
    }

    /// <summary>Its name in the configuration.</summary>
    public string Name { get; }

    /// <summary>What stands behind its bidders.</summary>
    public BidderSource Source { get; }

    /// <summary>Its configured URL.</summary>
    public Uri BaseUrl { get; }

    /// <summary>Whether the answer's length is limited by <c>max_tokens</c>; else by <c>max_completion_tokens</c>.</summary>
    public bool UsesMaxTokens { get; }

    /// <summary>Where its credential is configured, for people; never the credential itself.</summary>
    public string CredentialSource => _options switch
    {
        { UseDefaultAzureCredential: true } => "DefaultAzureCredential",
        { ApiKeyEnvironmentVariable: { } variable } => $"the environment variable {variable}",
        { ApiKey: not null } => $"{MarketOptions.Section}:Endpoints:{Name}:ApiKey",
        _ => $"{MarketOptions.Section}:Endpoints:{Name} (none is configured)",
    };

    /// <summary>The region in which it processes data.</summary>
    internal string Region => _options.Region;

    /// <summary>The tags of every bidder here.</summary>
    internal IReadOnlyList<string> Tags => _options.Tags;

    /// <summary>The longest silence within an answer that streams.</summary>
    internal TimeSpan StreamIdle => TimeSpan.FromSeconds(_options.StreamIdleSeconds);

    /// <summary>Whether spans hold prompts and answers.</summary>
    internal bool RecordsPayloads => _telemetry is { IsOn: true, RecordsPayloads: true };

    /// <summary>A client for one model; cheap to call, thread-safe, shares the endpoint's connections.</summary>
    /// <param name="model">The model, on Azure the deployment.</param>
    public IChatClient CreateChatClient(string model)
    {
#pragma warning disable OPENAI001 // the only public constructor that takes an authentication policy; the wire tests hold it
        var client = new ProtocolChatClient(new ChatClient(model, _authentication, SdkOptions(model)), new ChatClientMetadata(ProviderName, BaseUrl, model));
#pragma warning restore OPENAI001
        return _telemetry.IsOn ? Traced(client) : client;
    }

    /// <summary>A client for one embedding model, likewise.</summary>
    /// <param name="model">The model, on Azure the deployment.</param>
    public IEmbeddingGenerator<string, Embedding<float>> CreateEmbeddingGenerator(string model)
    {
#pragma warning disable OPENAI001 // the only public constructor that takes an authentication policy; the wire tests hold it
        var client = new EmbeddingClient(model, _authentication, SdkOptions(model));
#pragma warning restore OPENAI001
        var generator = new ProtocolEmbeddingGenerator(client, new EmbeddingGeneratorMetadata(ProviderName, BaseUrl, model));
        return _telemetry.IsOn ? Traced(generator) : generator;
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose() => _http.Dispose();

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Source}, {BaseUrl})";

    internal static AuthenticationPolicy Authentication(EndpointOptions options, string? key, Func<TokenCredential> credential)
    {
        if (options.UseDefaultAzureCredential)
            return new BearerTokenPolicy(credential(), options.TokenScope);
        if (key is null)
            return DirectPolicy.Instance;
        return ConfiguredName.Parse<BidderSource>(options.Kind) == BidderSource.AzureOpenAi
            ? ApiKeyAuthenticationPolicy.CreateHeaderApiKeyPolicy(new ApiKeyCredential(key), "api-key")
            : ApiKeyAuthenticationPolicy.CreateBearerAuthorizationPolicy(new ApiKeyCredential(key));
    }

    // Said either way: an environment variable of the OpenTelemetry client would otherwise switch payloads on.
    private IChatClient Traced(IChatClient client) => new TracedCallClient(client)
        .AsBuilder()
        .UseOpenTelemetry(sourceName: ProviderTelemetry.SourceName, configure: traced => traced.EnableSensitiveData = _telemetry.RecordsPayloads)
        .Build();

    private IEmbeddingGenerator<string, Embedding<float>> Traced(ProtocolEmbeddingGenerator generator) => new TracedEmbeddingGenerator(generator)
        .AsBuilder()
        .UseOpenTelemetry(sourceName: ProviderTelemetry.SourceName, configure: traced => traced.EnableSensitiveData = _telemetry.RecordsPayloads)
        .Build();

    private OpenAIClientOptions SdkOptions(string model)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = UrlFor(model),
            Transport = new HttpClientPipelineTransport(_http),
            RetryPolicy = DirectPolicy.Instance,
            NetworkTimeout = Timeout.InfiniteTimeSpan, // the request's time limit is in the HTTP pipeline, the call's in its cancellation
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false }, // the SDK could log payloads
        };
        if (Source == BidderSource.AzureOpenAi && _options.ApiVersion is { } version)
            options.AddPolicy(new ApiVersionPolicy(version), PipelinePosition.PerCall);
        return options;
    }

    private Uri UrlFor(string model)
    {
        var url = BaseUrl.AbsoluteUri.TrimEnd('/');
        if (Source != BidderSource.AzureOpenAi)
            return new Uri(url);
        if (_options.ApiVersion is not null)
            return new Uri($"{url}/openai/deployments/{Uri.EscapeDataString(model)}");
        return new Uri(url.EndsWith("/openai/v1", StringComparison.Ordinal) ? url : url + "/openai/v1");
    }

    private string DefaultLimitField() =>
        Source == BidderSource.AzureOpenAi || BaseUrl.Host == "api.openai.com" ? "max_completion_tokens" : "max_tokens";
}
