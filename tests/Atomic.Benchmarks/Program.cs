using Atomic.Benchmarks.Auctions;
using Atomic.Benchmarks.Learning;
using BenchmarkDotNet.Running;

// The first argument names a group, the rest is BenchmarkDotNet's: `auction --filter *`. A new group is one more line here.
Dictionary<string, Type[]> groups = new(StringComparer.Ordinal)
{
    ["auction"] = [typeof(AuctionBenchmark)],
    ["learning"] = [typeof(LearningBenchmark)],
};

if (args.Length == 0 || !groups.TryGetValue(args[0], out var benchmarks))
{
    await Console.Error.WriteLineAsync($"Name a group of benchmarks: {string.Join(", ", groups.Keys)}.");
    return 2;
}

BenchmarkSwitcher.FromTypes(benchmarks).Run(args.Length > 1 ? args[1..] : ["--filter", "*"]);
return 0;
