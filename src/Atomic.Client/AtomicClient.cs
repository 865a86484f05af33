using System.Globalization;
using Atomic.Client.Json;
using Atomic.Client.Markets;
using Atomic.Client.Microtasks;
using Atomic.Client.Transport;

namespace Atomic.Client;

/// <summary>Calls Atomic by its HTTP surface. Safe for any number of callers at once.</summary>
public sealed class AtomicClient : IAtomicClient, IDisposable
{
    // What a server may take beyond the wait that it was asked for.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(60);

    private readonly HttpClient? _own;
    private readonly AtomicConnection _connection;
    private readonly AtomicClientOptions _options;
    private readonly TimeProvider _time;

    /// <summary>A client of a server.</summary>
    /// <param name="options">The server, and how it is called.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public AtomicClient(AtomicClientOptions options, TimeProvider? time = null)
        : this(Connect(options, time ?? TimeProvider.System), options, time ?? TimeProvider.System, owns: true)
    {
    }

    /// <summary>A client over an HTTP client that has the library's handlers.</summary>
    /// <param name="http">Sends.</param>
    /// <param name="options">How the server is called.</param>
    /// <param name="time">The clock.</param>
    /// <param name="owns">Whether it is disposed of with this.</param>
    internal AtomicClient(HttpClient http, AtomicClientOptions options, TimeProvider time, bool owns = false)
    {
        AtomicClientOptions.Validate(options);
        (_own, _connection, _options, _time) = (owns ? http : null, new AtomicConnection(http, options.Root()), options, time);
    }

    /// <inheritdoc/>
    public Task<MicrotaskResult> SubmitAsync(Microtask microtask, CancellationToken cancellationToken = default) =>
        ValueAsync(_connection.SendAsync(Submission(microtask, "respond-async"), ClientJson.Default.MicrotaskResult, cancellationToken));

    /// <inheritdoc/>
    public async Task<MicrotaskResult> RunAsync(Microtask microtask, CancellationToken cancellationToken = default)
    {
        using var limit = new RunLimit(_options.RunTimeout, _time, cancellationToken);
        return await limit.GuardAsync(async token =>
        {
            var (result, retryAfter) = await LimitedAsync(Submission(microtask, Wait), token);
            limit.MicrotaskId = result.Id;
            return await FollowAsync(result, retryAfter, token);
        });
    }

    /// <inheritdoc/>
    public async Task<MicrotaskResult> WaitAsync(string id, CancellationToken cancellationToken = default)
    {
        using var limit = new RunLimit(_options.RunTimeout, _time, cancellationToken) { MicrotaskId = id };
        return await limit.GuardAsync(async token =>
        {
            var (result, retryAfter) = await LimitedAsync(Preferring(_connection.Request(HttpMethod.Get, PathOf(id)), Wait), token);
            return await FollowAsync(result, retryAfter, token);
        });
    }

    /// <inheritdoc/>
    public async Task<MicrotaskResult?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        try
        {
            return (await _connection.SendAsync(_connection.Request(HttpMethod.Get, PathOf(id)), ClientJson.Default.MicrotaskResult, cancellationToken)).Value;
        }
        catch (AtomicClientException failure) when (failure.Status == System.Net.HttpStatusCode.NotFound && failure.Code != AtomicClientException.UnexpectedAnswer)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<MicrotaskResult> CancelAsync(string id, CancellationToken cancellationToken = default) =>
        ValueAsync(_connection.SendAsync(_connection.Request(HttpMethod.Delete, PathOf(id)), ClientJson.Default.MicrotaskResult, cancellationToken));

    /// <inheritdoc/>
    public Task<MicrotaskPage> ListAsync(MicrotaskQuery query, CancellationToken cancellationToken = default) =>
        ValueAsync(_connection.SendAsync(_connection.Request(HttpMethod.Get, ListingPath.Of(query)), ClientJson.Default.MicrotaskPage, cancellationToken));

    /// <inheritdoc/>
    public Task<string> ExplainAsync(string id, ExplanationForm form = ExplanationForm.Markdown, CancellationToken cancellationToken = default)
    {
        var request = _connection.Request(HttpMethod.Get, $"{PathOf(id)}/explanation");
        request.Headers.Accept.ParseAdd(form switch
        {
            ExplanationForm.Html => "text/html",
            ExplanationForm.Json => "application/json",
            _ => "text/markdown",
        });
        return _connection.SendForTextAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<FeedbackReceipt> SendFeedbackAsync(string id, MicrotaskFeedback feedback, CancellationToken cancellationToken = default)
    {
        var request = _connection.Request(HttpMethod.Post, $"{PathOf(id)}/feedback");
        request.Content = AtomicConnection.Json(feedback, ClientJson.Default.MicrotaskFeedback);

        // The same judgement counts once, so that it may be sent again; the key tells the retry so.
        request.Headers.Add(RetryHandler.IdempotencyKeyHeader, NewKey());
        return ValueAsync(_connection.SendAsync(request, ClientJson.Default.FeedbackReceipt, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<MarketSnapshot> GetMarketAsync(CancellationToken cancellationToken = default) =>
        ValueAsync(_connection.SendAsync(_connection.Request(HttpMethod.Get, "api/market"), ClientJson.Default.MarketSnapshot, cancellationToken));

    /// <inheritdoc/>
    public void Dispose() => _own?.Dispose();

    private string Wait => string.Create(CultureInfo.InvariantCulture, $"wait={_options.WaitSeconds}");

    private static HttpClient Connect(AtomicClientOptions options, TimeProvider time)
    {
        AtomicClientOptions.Validate(options);
        return HttpClients.Create(options, time, HttpClients.Handler(options.BaseUrl!));
    }

    private static string NewKey() => Guid.NewGuid().ToString("n");

    private static string PathOf(string id) => $"api/microtasks/{Uri.EscapeDataString(id)}";

    private static async Task<T> ValueAsync<T>(Task<(T Value, TimeSpan RetryAfter)> answer) => (await answer).Value;

    private static HttpRequestMessage Preferring(HttpRequestMessage request, string preference)
    {
        request.Headers.Add("Prefer", preference);
        return request;
    }

    private HttpRequestMessage Submission(Microtask microtask, string preference)
    {
        var request = Preferring(_connection.Request(HttpMethod.Post, "api/microtasks"), preference);
        request.Headers.Add(RetryHandler.IdempotencyKeyHeader, microtask.IdempotencyKey ?? NewKey());
        request.Content = AtomicConnection.Json(MicrotaskBody.Of(microtask), ClientJson.Default.MicrotaskBody);
        return request;
    }

    private async Task<MicrotaskResult> FollowAsync(MicrotaskResult result, TimeSpan retryAfter, CancellationToken cancellationToken)
    {
        while (result.Status == MicrotaskStatus.Running)
        {
            await Task.Delay(retryAfter, _time, cancellationToken);
            (result, retryAfter) = await LimitedAsync(Preferring(_connection.Request(HttpMethod.Get, PathOf(result.Id)), Wait), cancellationToken);
        }

        return result;
    }

    // A server that neither answers nor closes is one that cannot be reached.
    private async Task<(MicrotaskResult Value, TimeSpan RetryAfter)> LimitedAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(TimeSpan.FromSeconds(_options.WaitSeconds) + Slack + (_options.MaxRetryDelay * _options.MaxRetries), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            return await _connection.SendAsync(request, ClientJson.Default.MicrotaskResult, either.Token);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AtomicClientException(AtomicClientException.Unreachable, $"The Atomic server at {_options.BaseUrl} did not answer in time; check that it runs.", failure);
        }
    }
}
