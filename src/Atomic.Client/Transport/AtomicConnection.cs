using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atomic.Client.Json;

namespace Atomic.Client.Transport;

/// <summary>Sends requests to one server and reads what it answers; every failure becomes an <see cref="AtomicClientException"/>.</summary>
/// <param name="http">Sends; see <see cref="HttpClients"/>.</param>
/// <param name="root">The server's base URL.</param>
internal sealed class AtomicConnection(HttpClient http, Uri root)
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");

    /// <summary>A JSON body.</summary>
    /// <typeparam name="T">The body's type.</typeparam>
    /// <param name="body">The body.</param>
    /// <param name="type">How it becomes JSON.</param>
    public static HttpContent Json<T>(T body, JsonTypeInfo<T> type) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type)) { Headers = { ContentType = JsonType } };

    /// <summary>A request to a path of the server.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">The path, relative to the base URL.</param>
    public HttpRequestMessage Request(HttpMethod method, string path) => new(method, new Uri(root, path));

    /// <summary>Sends it and reads JSON.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="request">The request; disposed of.</param>
    /// <param name="type">How JSON becomes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was read, and how long the server asks to wait before asking again.</returns>
    public async Task<(T Value, TimeSpan RetryAfter)> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await SendAsync(request, cancellationToken);
        var content = await ReadAsync(response, cancellationToken);
        try
        {
            if (JsonSerializer.Deserialize(content, type) is { } value)
                return (value, response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero);
        }
        catch (JsonException failure)
        {
            throw Unexpected(response, failure);
        }

        throw Unexpected(response, null);
    }

    /// <summary>Sends it and reads text.</summary>
    /// <param name="request">The request; disposed of.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string> SendForTextAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        return System.Text.Encoding.UTF8.GetString(await ReadAsync(response, cancellationToken));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            var response = await GuardAsync(() => http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken), cancellationToken);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
                throw await ProblemAsync(response, cancellationToken);
        }
    }

    private Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        GuardAsync(() => response.Content.ReadAsByteArrayAsync(cancellationToken), cancellationToken);

    private async Task<T> GuardAsync<T>(Func<Task<T>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await send();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new AtomicClientException(
                AtomicClientException.Unreachable, $"The Atomic server at {root} cannot be reached ({Reason(failure)}); check the URL, and that the server runs.", failure);
        }
    }

    private static string Reason(Exception failure) => failure switch
    {
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "connection refused",
        OperationCanceledException => "it did not answer in time",
        _ => failure.Message.TrimEnd('.'),
    };

    private async Task<AtomicClientException> ProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(response, cancellationToken);
        try
        {
            if (JsonSerializer.Deserialize(content, ClientJson.Default.ProblemBody) is { Code: { } code, Detail: { } detail } problem)
                return new AtomicClientException(code, detail) { Status = response.StatusCode, Pointer = problem.Pointer, RetryAfter = response.Headers.RetryAfter?.Delta };
        }
        catch (JsonException)
        {
            // Said below: whatever listens there, it is no Atomic.
        }

        return Unexpected(response, null);
    }

    private AtomicClientException Unexpected(HttpResponseMessage response, Exception? cause) => new(
        AtomicClientException.UnexpectedAnswer, $"What listens at {root} answered with status {(int)response.StatusCode}, and not as Atomic does; check the URL.", cause) { Status = response.StatusCode };
}
