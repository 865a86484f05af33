using Atomic.Benchmarks.Servers;

namespace Atomic.Benchmarks.Http;

/// <summary>Working set of the server at rest after 100,000 microtasks, and after their purge by retention.</summary>
internal static class MemoryBenchmark
{
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        var microtasks = arguments.Count > 0 ? int.Parse(arguments[0]) : 100_000;
        await using var market = await BenchmarkMarket.StartAsync("Atomic:Host:Retention=00:01:00", "Atomic:Host:PurgeInterval=00:00:05");
        using var calls = new MicrotaskCalls(market);
        Console.WriteLine($"at start                   {Megabytes(market):0} MB");
        var times = await ThroughputBenchmark.LoadAsync(calls, 64, TimeSpan.FromMinutes(20), microtasks);
        Console.WriteLine($"after {times.Count} microtasks     {Megabytes(market):0} MB");
        await RestAsync(market, "at rest, 30 s later       ", TimeSpan.FromSeconds(30));
        await RestAsync(market, "at rest, 120 s later      ", TimeSpan.FromSeconds(90));
    }

    private static async Task RestAsync(BenchmarkMarket market, string when, TimeSpan rest)
    {
        await Task.Delay(rest);
        using var client = new HttpClient { BaseAddress = market.Atomic.BaseUrl };
        var page = await client.GetStringAsync(new Uri("api/microtasks?top=1", UriKind.Relative));
        Console.WriteLine($"{when} {Megabytes(market):0} MB{(page.Contains("\"id\"", StringComparison.Ordinal) ? "" : " (all purged)")}");
    }

    private static double Megabytes(BenchmarkMarket market) => market.Atomic.WorkingSetBytes / 1e6;
}
