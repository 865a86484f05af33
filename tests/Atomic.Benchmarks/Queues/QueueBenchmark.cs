using System.Diagnostics;
using System.Text.Json;
using Atomic.Benchmarks.Servers;
using Atomic.Testing.Azurite;
using Azure.Storage.Queues;

namespace Atomic.Benchmarks.Queues;

/// <summary>Queue jobs per second through Azurite, from a queue that is full to the last result, with everything on the same machine.</summary>
internal static class QueueBenchmark
{
    private const string Input = "microtasks";
    private const string Output = "microtask-results";

    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        var count = arguments.Count > 0 ? int.Parse(arguments[0]) : 2_000;
        var command = await AzuriteCommand.FindAsync(CancellationToken.None) ?? throw new InvalidOperationException(AzuriteCommand.HowToGetIt);
        foreach (var concurrency in new[] { 1, 8, 32, 128 })
        {
            // Fresh for each run: what one leaves behind slows the next.
            await using var azurite = await AzuriteServer.StartAsync(command, CancellationToken.None);
            await MeasureAsync(azurite.ConnectionString, concurrency, concurrency == 1 ? count / 8 : count);
        }
    }

    private static async Task MeasureAsync(string connectionString, int concurrency, int count)
    {
        await FillAsync(connectionString, count);
        var output = new QueueClient(connectionString, Output);
        await output.CreateAsync();
        await using var market = await BenchmarkMarket.StartAsync(
            $"Atomic:Storage:ConnectionString={connectionString}", $"Atomic:Queues:Concurrency={concurrency}", "Atomic:Queues:MaxPollingSeconds=0.1");
        var first = await UntilAsync(output, count / 10);
        var clock = Stopwatch.StartNew();
        var last = await UntilAsync(output, count);
        Console.WriteLine($"{concurrency} at work at once: {(last - first) / clock.Elapsed.TotalSeconds:0} queue jobs/s over {clock.Elapsed.TotalSeconds:0.0} s");
    }

    private static async Task FillAsync(string connectionString, int count)
    {
        var input = new QueueClient(connectionString, Input, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await input.CreateAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, token) =>
            await input.SendMessageAsync(JsonSerializer.Serialize(new { kind = BenchmarkMarket.Kind, input = BenchmarkMarket.Input(i) }), token));
    }

    /// <summary>Waits until there are so many results, and tells how many there are.</summary>
    private static async Task<int> UntilAsync(QueueClient output, int count)
    {
        while (true)
        {
            var results = (await output.GetPropertiesAsync()).Value.ApproximateMessagesCount;
            if (results >= count)
                return results;
            await Task.Delay(50);
        }
    }
}
