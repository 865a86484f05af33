using System.Diagnostics;
using Atomic.Benchmarks.Servers;

namespace Atomic.Benchmarks.Http;

/// <summary>Durable microtasks per second with five bidders, sustained, with replay server and load generator on the same machine.</summary>
internal static class ThroughputBenchmark
{
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        var seconds = arguments.Count > 0 ? int.Parse(arguments[0]) : 20;
        foreach (var synchronous in new[] { "Full", "Normal" })
        {
            await using var market = await BenchmarkMarket.StartAsync($"Atomic:Database:Synchronous={synchronous}");
            using var calls = new MicrotaskCalls(market);
            await LoadAsync(calls, 32, TimeSpan.FromSeconds(8));
            foreach (var concurrency in new[] { 16, 64, 128 })
                await MeasureAsync(market, calls, synchronous, concurrency, seconds);
        }
    }

    /// <summary>Keeps so many callers busy for so long.</summary>
    public static async Task<IReadOnlyList<double>> LoadAsync(MicrotaskCalls calls, int concurrency, TimeSpan duration, int most = int.MaxValue)
    {
        var next = -1;
        var clock = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, concurrency).Select(async _ =>
        {
            List<double> own = [];
            while (clock.Elapsed < duration && Interlocked.Increment(ref next) is var i && i < most)
            {
                var start = Stopwatch.GetTimestamp();
                await calls.RunMicrotaskAsync(i);
                own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return own;
        }));
        return [.. times.SelectMany(static own => own)];
    }

    private static async Task MeasureAsync(BenchmarkMarket market, MicrotaskCalls calls, string synchronous, int concurrency, int seconds)
    {
        var (atomicBefore, modelsBefore, selfBefore) = (market.Atomic.CpuTime, market.ModelServer.CpuTime, Environment.CpuUsage.TotalTime);
        var clock = Stopwatch.StartNew();
        var times = await LoadAsync(calls, concurrency, TimeSpan.FromSeconds(seconds));
        var elapsed = clock.Elapsed.TotalSeconds;
        var count = times.Count;
        Console.WriteLine($"synchronous={synchronous}, {concurrency} callers: {count / elapsed:0} microtasks/s over {elapsed:0} s; {new LatencySample(times)}");
        Console.WriteLine(
            $"  CPU per microtask: Atomic {Share(market.Atomic.CpuTime - atomicBefore):0} us, replay server {Share(market.ModelServer.CpuTime - modelsBefore):0} us, load generator {Share(Environment.CpuUsage.TotalTime - selfBefore):0} us");
        double Share(TimeSpan cpu) => cpu.TotalMicroseconds / count;
    }
}
