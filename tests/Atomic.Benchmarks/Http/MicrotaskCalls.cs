using System.Net.Http.Headers;
using System.Text.Json;
using Atomic.Benchmarks.Servers;

namespace Atomic.Benchmarks.Http;

/// <summary>The two requests that are compared: the model asked directly, and the same input as a microtask.</summary>
internal sealed class MicrotaskCalls(BenchmarkMarket market) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = Timeout.InfiniteTimeSpan });
    private readonly Uri _model = new(market.ModelServer.BaseUrl, "v1/chat/completions");
    private readonly Uri _microtasks = new(market.Atomic.BaseUrl, "api/microtasks");
    private readonly byte[][] _direct = [.. Enumerable.Range(0, 1_000).Select(static i => JsonSerializer.SerializeToUtf8Bytes(new
    {
        model = BenchmarkMarket.Model,
        temperature = 0,
        messages = new[] { new { role = "system", content = "Name the team." }, new { role = "user", content = BenchmarkMarket.Input(i) } },
    }))];

    private readonly byte[][] _submissions = [.. Enumerable.Range(0, 1_000).Select(static i => JsonSerializer.SerializeToUtf8Bytes(new
    {
        kind = BenchmarkMarket.Kind,
        instructions = "Name the team.",
        input = BenchmarkMarket.Input(i),
    }))];

    public Task AskModelAsync(int i) => PostAsync(_model, _direct[i % _direct.Length], "\"shipping\"");

    public Task RunMicrotaskAsync(int i) => PostAsync(_microtasks, _submissions[i % _submissions.Length], "\"succeeded\"");

    public void Dispose() => _client.Dispose();

    private async Task PostAsync(Uri url, byte[] body, string expected)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        using var answer = await _client.PostAsync(url, content);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || !text.Contains(expected, StringComparison.Ordinal))
            throw new InvalidOperationException($"{url} answered {(int)answer.StatusCode}: {text}");
    }
}
