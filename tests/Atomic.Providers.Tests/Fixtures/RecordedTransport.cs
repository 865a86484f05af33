using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Atomic.Providers.Tests.Fixtures;

/// <summary>What the endpoint was sent.</summary>
public sealed record SentRequest(string Method, string Url, Dictionary<string, string> Headers, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The headers but those by which the SDK tells of itself (<c>X-Stainless-*</c>), which differ between machines and versions.</summary>
    public IEnumerable<string> HeaderNames =>
        Headers.Keys.Where(static name => !name.StartsWith("X-Stainless-", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}

/// <summary>Records requests and plays answers; the last one is played again and again.</summary>
public sealed class RecordedTransport : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<HttpResponseMessage>>> _script = new();
    private Func<CancellationToken, Task<HttpResponseMessage>>? _last;

    public ConcurrentQueue<SentRequest> Sent { get; } = new();

    public RecordedTransport Then(HttpStatusCode status, string body, params (string Name, string Value)[] headers) =>
        Then(_ => Task.FromResult(Answer(status, body, headers)));

    public RecordedTransport Then(Exception exception) => Then(_ => Task.FromException<HttpResponseMessage>(exception));

    public RecordedTransport ThenNothing() => Then(async token =>
    {
        await Task.Delay(Timeout.Infinite, token);
        throw new InvalidOperationException("unreachable");
    });

    public RecordedTransport Then(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    public static HttpResponseMessage Answer(HttpStatusCode status, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.ToDictionary(static header => header.Key, static header => string.Join(" ", header.Value), StringComparer.OrdinalIgnoreCase);
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Sent.Enqueue(new SentRequest(request.Method.Method, request.RequestUri!.AbsoluteUri, headers, body));
        if (_script.TryDequeue(out var next))
            _last = next;
        var response = await _last!(cancellationToken);
        response.RequestMessage = request;
        return response;
    }
}
