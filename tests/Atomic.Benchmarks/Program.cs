using Atomic.Benchmarks.Access;
using Atomic.Benchmarks.Auctions;
using Atomic.Benchmarks.Http;
using Atomic.Benchmarks.Learning;
using Atomic.Benchmarks.Queues;
using BenchmarkDotNet.Running;

// The first argument names a group; the rest are the group's own arguments. A new group is one more line in one of these tables.
Dictionary<string, Type[]> inProcess = new(StringComparer.Ordinal)
{
    ["access"] = [typeof(AccessBenchmark)],
    ["auction"] = [typeof(AuctionBenchmark), typeof(PlanAuctionBenchmark)],
    ["learning"] = [typeof(LearningBenchmark), typeof(CalibrationBenchmark), typeof(ContextBenchmark), typeof(ExtractionBenchmark)],
};
Dictionary<string, Func<IReadOnlyList<string>, Task>> acrossProcesses = new(StringComparer.Ordinal)
{
    ["overhead"] = OverheadBenchmark.RunAsync,
    ["throughput"] = ThroughputBenchmark.RunAsync,
    ["memory"] = MemoryBenchmark.RunAsync,
    ["stream"] = StreamBenchmark.RunAsync,
    ["queue"] = QueueBenchmark.RunAsync,
};

var group = args.Length > 0 ? args[0] : "";
if (inProcess.TryGetValue(group, out var types))
{
    BenchmarkSwitcher.FromTypes(types).Run(args.Length > 1 ? args[1..] : ["--filter", "*"]);
    return 0;
}

if (acrossProcesses.TryGetValue(group, out var run))
{
    await run(args[1..]);
    return 0;
}

await Console.Error.WriteLineAsync($"Name a group of benchmarks: {string.Join(", ", inProcess.Keys.Concat(acrossProcesses.Keys))}.");
return 2;
