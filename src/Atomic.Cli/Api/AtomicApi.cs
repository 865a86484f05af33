using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Core.Errors;
using Atomic.Http.Problems;
using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.WhatIf;

namespace Atomic.Cli.Api;

/// <summary>A client of the HTTP surface, for commands. Waits for answers, and tries again what the server puts off.</summary>
internal sealed class AtomicApi : IDisposable
{
    private const int WaitSeconds = 60;
    private const int MaxPutOffs = 60;
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    private readonly HttpClient _http;
    private readonly Uri _server;

    /// <summary>A client of that server.</summary>
    /// <param name="server">Its base URL.</param>
    /// <param name="key">The API key or token to send; null: none.</param>
    public AtomicApi(Uri server, string? key)
    {
        _server = server;
        var handler = new SocketsHttpHandler { UseProxy = !server.IsLoopback, ConnectTimeout = TimeSpan.FromSeconds(10), UseCookies = false };
        _http = new HttpClient(handler) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(WaitSeconds + 60) };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Submits a microtask and waits until it has ended.</summary>
    /// <param name="requestJson">The body, as <c>POST /api/microtasks</c> takes it.</param>
    /// <param name="idempotencyKey">Makes sending it again harmless; 1 to 255 visible ASCII characters.</param>
    /// <param name="cancellationToken">Gives up waiting; the microtask goes on.</param>
    /// <exception cref="CommandException">The server cannot be reached.</exception>
    public async Task<Result<MicrotaskAnswer>> SubmitAsync(byte[] requestJson, string idempotencyKey, CancellationToken cancellationToken)
    {
        var result = await SendAsync(() => Submission(requestJson, idempotencyKey), ApiJson.Default.MicrotaskAnswer, cancellationToken);
        while (result.Value is { Status: MicrotaskAnswer.RunningStatus } running)
            result = await SendAsync(() => Waiting(HttpMethod.Get, $"api/microtasks/{running.Id}"), ApiJson.Default.MicrotaskAnswer, cancellationToken);
        return result;
    }

    /// <summary>Judges an answer; the judgement is durable when this returns.</summary>
    /// <param name="id">The microtask's id.</param>
    /// <param name="feedback">The judgement.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong with it, or null.</returns>
    /// <exception cref="CommandException">The server cannot be reached.</exception>
    public async Task<Problem?> JudgeAsync(string id, FeedbackRequest feedback, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(feedback, ApiJson.Default.FeedbackRequest);
        var result = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Post, $"api/microtasks/{Uri.EscapeDataString(id)}/feedback") { Content = Json(body) },
            static content => content,
            cancellationToken);
        return result.Problem;
    }

    /// <summary>The explanation of a decision.</summary>
    /// <param name="id">The microtask's id.</param>
    /// <param name="mediaType">The form.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">The server cannot be reached.</exception>
    public Task<Result<string>> ExplainAsync(string id, string mediaType, CancellationToken cancellationToken) => SendAsync(
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"api/microtasks/{Uri.EscapeDataString(id)}/explanation");
            request.Headers.Accept.ParseAdd(mediaType);
            return request;
        },
        static content => System.Text.Encoding.UTF8.GetString(content),
        cancellationToken);

    /// <summary>The market.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">The server cannot be reached.</exception>
    public Task<Result<MarketView>> GetMarketAsync(CancellationToken cancellationToken) =>
        SendAsync(static () => new HttpRequestMessage(HttpMethod.Get, "api/market"), ApiJson.Default.MarketView, cancellationToken);

    /// <summary>How bids for a kind held against what came.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">The server cannot be reached.</exception>
    public Task<Result<KindCalibration>> GetCalibrationAsync(string kind, CancellationToken cancellationToken) => SendAsync(
        () => new HttpRequestMessage(HttpMethod.Get, $"api/kinds/{Uri.EscapeDataString(kind)}/calibration"), ApiJson.Default.KindCalibration, cancellationToken);

    /// <summary>What another policy would have cost and earned.</summary>
    /// <param name="questionJson">The body, as <c>POST /api/what-if</c> takes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">The server cannot be reached.</exception>
    public Task<Result<WhatIfAnswer>> AskWhatIfAsync(byte[] questionJson, CancellationToken cancellationToken) => SendAsync(
        () => new HttpRequestMessage(HttpMethod.Post, "api/what-if") { Content = Json(questionJson) }, ApiJson.Default.WhatIfAnswer, cancellationToken);

    /// <summary>What failed.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">The server cannot be reached.</exception>
    public Task<Result<FailurePage>> GetFailuresAsync(CancellationToken cancellationToken) =>
        SendAsync(static () => new HttpRequestMessage(HttpMethod.Get, "api/failures"), ApiJson.Default.FailurePage, cancellationToken);

    /// <summary>Puts a message that was given up back on its queue.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">The server cannot be reached.</exception>
    public Task<Result<FailedMessage>> RetryMessageAsync(string id, CancellationToken cancellationToken) => SendAsync(
        () => new HttpRequestMessage(HttpMethod.Post, $"{Message(id)}/retry"),
        static content => JsonSerializer.Deserialize(content, ApiJson.Default.FailedMessage),
        cancellationToken,
        maxPutOffs: 0);

    /// <summary>Lets a message go that was given up.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, or null.</returns>
    /// <exception cref="CommandException">The server cannot be reached.</exception>
    public async Task<Problem?> DropMessageAsync(string id, CancellationToken cancellationToken) =>
        (await SendAsync(() => new HttpRequestMessage(HttpMethod.Delete, Message(id)), static content => content, cancellationToken)).Problem;

    /// <summary>Whether the server is up: its answer as JSON.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">The server cannot be reached.</exception>
    public Task<Result<string>> GetHealthAsync(CancellationToken cancellationToken) => SendAsync(
        static () => new HttpRequestMessage(HttpMethod.Get, "healthz"),
        static content => content.AsSpan().IndexOf("\"up\""u8) >= 0 ? System.Text.Encoding.UTF8.GetString(content) : null,
        cancellationToken);

    /// <summary>Makes an API key; needs one with the scope admin.</summary>
    /// <param name="request">What is asked of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">The server cannot be reached, or does not let this caller.</exception>
    public Task<Result<KeyAnswer>> CreateKeyAsync(KeyRequest request, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Default.KeyRequest);
        return SendAsync(() => new HttpRequestMessage(HttpMethod.Post, "api/keys") { Content = Json(body) }, ApiJson.Default.KeyAnswer, cancellationToken);
    }

    /// <summary>The API keys, without their secrets.</summary>
    /// <param name="tenant">Whose; null: everybody's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">The server cannot be reached, or does not let this caller.</exception>
    public Task<Result<KeyList>> ListKeysAsync(string? tenant, CancellationToken cancellationToken)
    {
        var path = tenant is null ? "api/keys" : $"api/keys?tenant={Uri.EscapeDataString(tenant)}";
        return SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), ApiJson.Default.KeyList, cancellationToken);
    }

    /// <summary>Takes an API key back.</summary>
    /// <param name="id">Its public part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">The server cannot be reached, or does not let this caller.</exception>
    public Task<Result<KeyAnswer>> RevokeKeyAsync(string id, CancellationToken cancellationToken) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Delete, $"api/keys/{Uri.EscapeDataString(id)}"), ApiJson.Default.KeyAnswer, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static string Message(string id) => $"api/failures/messages/{Uri.EscapeDataString(id)}";

    private static HttpRequestMessage Submission(byte[] json, string idempotencyKey)
    {
        var request = Waiting(HttpMethod.Post, "api/microtasks");
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        request.Content = Json(json);
        return request;
    }

    private static HttpRequestMessage Waiting(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Prefer", $"wait={WaitSeconds}");
        return request;
    }

    private static ByteArrayContent Json(byte[] json) => new(json) { Headers = { ContentType = JsonType } };

    private Task<Result<T>> SendAsync<T>(Func<HttpRequestMessage> create, JsonTypeInfo<T> json, CancellationToken cancellationToken)
        where T : class => SendAsync(create, content => JsonSerializer.Deserialize(content, json), cancellationToken);

    private async Task<Result<T>> SendAsync<T>(
        Func<HttpRequestMessage> create, Func<byte[], T?> read, CancellationToken cancellationToken, int maxPutOffs = MaxPutOffs)
        where T : class
    {
        for (var putOffs = 0; ; putOffs++)
        {
            using var request = create();
            using var response = await SendOnceAsync(request, cancellationToken);
            var content = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter?.Delta is { } wait && putOffs < maxPutOffs)
            {
                await Task.Delay(wait, cancellationToken);
                continue;
            }

            return response.IsSuccessStatusCode ? Read(content, read) : ServedProblem(ProblemOf(response, content));
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new CommandException(
                ExitCode.ServerUnreachable,
                $"The server at {_server} cannot be reached ({Reason(failure)}); start it with `atomic serve`, or name another with --server URL.",
                failure);
        }
    }

    private static string Reason(Exception failure) => failure switch
    {
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "connection refused",
        TaskCanceledException => "it did not answer in time",
        _ => failure.Message.TrimEnd('.'),
    };

    private Result<T> Read<T>(byte[] content, Func<byte[], T?> read)
        where T : class
    {
        try
        {
            if (read(content) is { } value)
                return value;
        }
        catch (JsonException)
        {
            // Said below: whatever listens there, it is no Atomic.
        }

        return new Problem(ErrorCodes.Internal, $"What listens at {_server} does not answer as Atomic does; check --server.");
    }

    // Not a fault of one microtask: nothing that this command could send would fare better.
    private Problem ServedProblem(Problem problem) => problem.Code switch
    {
        HttpErrorCodes.Unauthenticated => throw new CommandException(
            ExitCode.BadInput, $"The server at {_server} needs a valid API key; give one with --key or in {ServerChoice.KeyVariable} (`atomic key create` makes one)."),
        HttpErrorCodes.Forbidden => throw new CommandException(ExitCode.BadInput, $"The server at {_server} does not let this key do that: {problem.Detail}"),
        _ => problem,
    };

    private Problem ProblemOf(HttpResponseMessage response, byte[] content)
    {
        try
        {
            if (JsonSerializer.Deserialize(content, ApiJson.Default.ProblemAnswer) is { Type: { } type, Detail: { } detail } problem)
                return new Problem(type[(type.LastIndexOf(':') + 1)..], detail, problem.Pointer);
        }
        catch (JsonException)
        {
            // Said below.
        }

        return new Problem(ErrorCodes.Internal, $"What listens at {_server} answered with status {(int)response.StatusCode} and no problem description; check --server.");
    }
}
