using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>The HTTP API as any caller sees it.</summary>
public sealed class HouseClient : IDisposable
{
    private const string Microtasks = "api/microtasks";

    private readonly HttpClient _http;

    /// <summary>A client with connections of its own.</summary>
    /// <param name="baseUrl">The server.</param>
    /// <param name="key">The API key or token to send with every request; null: none.</param>
    public HouseClient(Uri baseUrl, string? key = null)
    {
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = baseUrl, Timeout = TimeSpan.FromMinutes(2) };
        if (key is not null)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Submits a microtask.</summary>
    /// <param name="body">The request.</param>
    /// <param name="prefer"><c>Prefer</c>.</param>
    /// <param name="key"><c>Idempotency-Key</c>.</param>
    public Task<HouseAnswer> SubmitAsync(string body, string? prefer = null, string? key = null) =>
        SendAsync(HttpMethod.Post, Microtasks, Json(body), ("Prefer", prefer), ("Idempotency-Key", key));

    /// <summary>Submits a microtask and requires its 202.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StartAsync(string body, string? key = null) => (await SubmitAsync(body, "respond-async", key)).ShouldBe(202)["id"];

    /// <summary>The microtask as it stands, or once it has ended or the wait is over.</summary>
    public Task<HouseAnswer> FindAsync(string id, int waitSeconds = 0) =>
        GetAsync($"{Microtasks}/{id}", ("Prefer", waitSeconds > 0 ? $"wait={waitSeconds}" : null));

    /// <summary>The microtask once it has ended.</summary>
    public Task<HouseAnswer> EndOfAsync(string id) => Eventually.GetAsync(
        async () => (await FindAsync(id, waitSeconds: 20)).ShouldBe(200) is var answer && answer["status"] != "running" ? answer : null, $"{id} has ended");

    /// <summary>The microtask's explanation.</summary>
    public Task<HouseAnswer> ExplainAsync(string id, string mediaType = "application/json") => GetAsync($"{Microtasks}/{id}/explanation", ("Accept", mediaType));

    /// <summary>The microtask's explanation at a stage.</summary>
    public Task<HouseAnswer> ExplainAtAsync(string id, string stage) => Eventually.GetAsync(
        async () => (await ExplainAsync(id)).ShouldBe(200) is var answer && answer.Json.GetProperty("microtask").GetProperty("stage").GetString() == stage ? answer : null,
        $"the explanation of {id} is at the stage '{stage}'");

    /// <summary>Sends feedback.</summary>
    public Task<HouseAnswer> JudgeAsync(string id, string body) => SendAsync(HttpMethod.Post, $"{Microtasks}/{id}/feedback", Json(body));

    /// <summary>Cancels a microtask.</summary>
    public Task<HouseAnswer> CancelAsync(string id) => SendAsync(HttpMethod.Delete, $"{Microtasks}/{id}", null);

    /// <summary>Gets a path.</summary>
    public Task<HouseAnswer> GetAsync(string path, params (string Name, string? Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>The server's word that it takes work; null while there is none.</summary>
    public async Task<HouseAnswer?> TryGetReadyAsync()
    {
        try
        {
            return await GetAsync("readyz") is { Status: 200 } ready ? ready : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Sends a request.</summary>
    /// <exception cref="HttpRequestException">The connection could not be made, or broke.</exception>
    public async Task<HouseAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        using var response = await SendAsync(request);
        return new HouseAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers, await response.Content.ReadAsStringAsync());
    }

    // Where a server is killed in the moment between taking a connection and the first use of it, HttpClient lets the socket's own exception through.
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        try
        {
            return await _http.SendAsync(request);
        }
        catch (SocketException broken)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, broken.Message, broken);
        }
    }

    /// <summary>A JSON body.</summary>
    public static ByteArrayContent Json(string body) => Json(Encoding.UTF8.GetBytes(body));

    /// <summary>A body that claims to be JSON.</summary>
    public static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json").ShouldBeTrue();
        return content;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
