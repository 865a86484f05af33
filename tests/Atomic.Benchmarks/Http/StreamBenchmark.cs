using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Atomic.Benchmarks.Servers;

namespace Atomic.Benchmarks.Http;

/// <summary>
/// What the auction adds to the time until the first token of a stream: the model directly and through Atomic in turn, one at a time, on loopback, in one run.
/// The overhead of a pair is the difference of its two times.
/// </summary>
internal static class StreamBenchmark
{
    private const int WarmUp = 1_000;
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        var pairs = arguments.Count > 0 ? int.Parse(arguments[0]) : 3_000;
        await using var market = await BenchmarkMarket.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = Timeout.InfiniteTimeSpan });
        var model = new Uri(market.ModelServer.BaseUrl, "v1/chat/completions");
        var atomic = new Uri(market.Atomic.BaseUrl, "v1/chat/completions");
        for (var i = 0; i < WarmUp; i++)
        {
            await FirstTokenAsync(client, model, BenchmarkMarket.Model, i);
            await FirstTokenAsync(client, atomic, "atomic", i);
        }

        var (direct, through) = (new double[pairs], new double[pairs]);
        for (var i = 0; i < pairs; i++)
        {
            direct[i] = await FirstTokenAsync(client, model, BenchmarkMarket.Model, i);
            through[i] = await FirstTokenAsync(client, atomic, "atomic", i);
        }

        Console.WriteLine($"time to the first token, {pairs} pairs");
        Console.WriteLine($"  model directly      {new LatencySample(direct)}");
        Console.WriteLine($"  through the auction {new LatencySample(through)}");
        Console.WriteLine($"  overhead of a pair  {new LatencySample(through.Zip(direct, static (with, without) => with - without))}");
    }

    private static async Task<double> FirstTokenAsync(HttpClient client, Uri url, string model, int i)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { model, stream = true, messages = new[] { new { role = "user", content = BenchmarkMarket.Input(i) } } });
        var start = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) { Headers = { ContentType = Json } } };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        double? first = null;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (first is null && line.Contains("\"content\":\"s", StringComparison.Ordinal)) first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (line == "data: [DONE]" && first is { } time) return time;
        }

        throw new InvalidOperationException($"{url} answered {(int)response.StatusCode} without a whole stream.");
    }
}
