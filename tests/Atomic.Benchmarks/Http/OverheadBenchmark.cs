using System.Diagnostics;
using Atomic.Benchmarks.Servers;

namespace Atomic.Benchmarks.Http;

/// <summary>
/// What a durable auction among five bidders adds to calling the model directly: the two in turn, one at a time, on loopback, in one run.
/// The overhead of a pair is the difference of its two times.
/// </summary>
internal static class OverheadBenchmark
{
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        var pairs = arguments.Count > 0 ? int.Parse(arguments[0]) : 5_000;
        foreach (var synchronous in new[] { "Full", "Normal" })
        {
            await using var market = await BenchmarkMarket.StartAsync($"Atomic:Database:Synchronous={synchronous}");
            using var calls = new MicrotaskCalls(market);
            for (var i = 0; i < 3_000; i++)
            {
                await calls.AskModelAsync(i);
                await calls.RunMicrotaskAsync(i);
            }

            var (direct, through) = (new double[pairs], new double[pairs]);
            for (var i = 0; i < pairs; i++)
            {
                direct[i] = await TimeAsync(calls.AskModelAsync, i);
                through[i] = await TimeAsync(calls.RunMicrotaskAsync, i);
            }

            Console.WriteLine($"synchronous={synchronous}, {pairs} pairs");
            Console.WriteLine($"  model directly      {new LatencySample(direct)}");
            Console.WriteLine($"  through the auction {new LatencySample(through)}");
            Console.WriteLine($"  overhead of a pair  {new LatencySample(through.Zip(direct, static (with, without) => with - without))}");
        }
    }

    private static async Task<double> TimeAsync(Func<int, Task> call, int i)
    {
        var start = Stopwatch.GetTimestamp();
        await call(i);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
