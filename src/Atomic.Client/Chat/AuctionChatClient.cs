using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Atomic.Client.Transport;
using Microsoft.Extensions.AI;
using OpenAI;
using ChatClient = OpenAI.Chat.ChatClient;

namespace Atomic.Client.Chat;

/// <summary>
/// An <see cref="IChatClient"/> whose every answer is auctioned. Code that was written for one model runs over the market: tools, response formats, pictures
/// and streaming go through as they are. The model <c>atomic/PRESET</c> chooses the policy; <see cref="ChatProperties"/> tells what else may be asked, and
/// what an answer says of its decision.
/// </summary>
public sealed class AuctionChatClient : DelegatingChatClient
{
    private readonly Uri _root;
    private readonly string _model;
    private readonly HttpClient? _own;
    private readonly ChatClientMetadata _metadata;

    /// <summary>A chat client of a server.</summary>
    /// <param name="options">The server, and how it is called.</param>
    /// <param name="time">The clock of retries; null: the system's.</param>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public AuctionChatClient(AtomicClientOptions options, TimeProvider? time = null)
        : this(Connect(options, time ?? TimeProvider.System), options, owns: true)
    {
    }

    /// <summary>A chat client over an HTTP client that has the library's handlers.</summary>
    /// <param name="http">Sends.</param>
    /// <param name="options">How the server is called.</param>
    /// <param name="owns">Whether it is disposed of with this.</param>
    internal AuctionChatClient(HttpClient http, AtomicClientOptions options, bool owns = false)
        : base(Protocol(http, options))
    {
        _root = options.Root();
        _model = options.ChatModel;
        _own = owns ? http : null;
        _metadata = new ChatClientMetadata("atomic", _root, _model);
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var exchange = new ChatExchange();
        var asked = Prepare(options, exchange);

        // Sent again, it is the same microtask. A stream has no key: whoever stops reading it wants no more of it, and the server then cancels.
        exchange.RequestHeaders[RetryHandler.IdempotencyKeyHeader] = Guid.NewGuid().ToString("n");
        ChatExchange.Current = exchange;
        try
        {
            var response = await base.GetResponseAsync(messages, asked, cancellationToken);
            response.AdditionalProperties = Merge(response.AdditionalProperties, exchange);
            return response;
        }
        catch (Exception failure) when (ChatFailures.IsOurs(failure, cancellationToken))
        {
            throw ChatFailures.Of(failure, exchange, _root);
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var exchange = new ChatExchange();
        var asked = Prepare(options, exchange);
        await using var updates = base.GetStreamingResponseAsync(messages, asked, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var isFirst = true;
        var hasEnded = false;
        while (await NextAsync(updates, exchange, cancellationToken))
        {
            var update = updates.Current;
            if (ChatFailures.In(update.RawRepresentation, exchange.Find("x-atomic-id")) is { } failure)
                throw failure;
            if (isFirst)
                update.AdditionalProperties = Merge(update.AdditionalProperties, exchange);
            isFirst = false;
            hasEnded |= update.FinishReason is not null;
            yield return update;
        }

        // A connection that was cut between two pieces looks like an end.
        if (!hasEnded)
            throw ChatFailures.Unfinished(exchange.Find("x-atomic-id"));
    }

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(ChatClientMetadata) ? _metadata : base.GetService(serviceType, serviceKey);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _own?.Dispose();
        base.Dispose(disposing);
    }

    private static HttpClient Connect(AtomicClientOptions options, TimeProvider time)
    {
        AtomicClientOptions.Validate(options);
        return HttpClients.Create(options, time, HttpClients.Handler(options.BaseUrl!));
    }

    private static IChatClient Protocol(HttpClient http, AtomicClientOptions options)
    {
        AtomicClientOptions.Validate(options);
        var protocol = new OpenAIClientOptions
        {
            Endpoint = new Uri(options.Root(), "v1"),
            Transport = new HttpClientPipelineTransport(http),

            // Requests are sent again in one place only, and a run's time is the caller's.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = options.RunTimeout < TimeSpan.FromDays(1) ? options.RunTimeout : Timeout.InfiniteTimeSpan,
        };
        protocol.AddPolicy(new ExchangePolicy(), PipelinePosition.PerCall);

        // The protocol's client insists on a key; a house without keys takes any.
        var key = new ApiKeyCredential(string.IsNullOrEmpty(options.ApiKey) ? "none" : options.ApiKey);
        return new ChatClient(options.ChatModel, key, protocol).AsIChatClient();
    }

    private ChatOptions Prepare(ChatOptions? options, ChatExchange exchange)
    {
        var asked = ChatProperties.TakeHeaders(options, exchange.RequestHeaders);
        asked.ModelId = ChatModelName.Of(asked.ModelId, _model);
        return asked;
    }

    // The request goes out with the first piece; every step is a flow of control of its own.
    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, ChatExchange exchange, CancellationToken cancellationToken)
    {
        ChatExchange.Current = exchange;
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception failure) when (ChatFailures.IsOurs(failure, cancellationToken))
        {
            throw ChatFailures.Of(failure, exchange, _root);
        }
    }

    private static AdditionalPropertiesDictionary Merge(AdditionalPropertiesDictionary? properties, ChatExchange exchange)
    {
        var all = ChatProperties.Of(exchange);
        foreach (var (name, value) in properties ?? [])
            all.TryAdd(name, value);
        return all;
    }
}
