using System.Security.Cryptography;
using Atomic.Orchestration.Access;
using BenchmarkDotNet.Attributes;

namespace Atomic.Benchmarks.Access;

/// <summary>What a key adds to every request: reading it, hashing its secret, comparing. The target: at most 5 µs.</summary>
[MemoryDiagnoser]
public class AccessBenchmark
{
    private ApiKeys _keys = null!;
    private ApiKeys _empty = null!;
    private string _sent = "";

    /// <summary>Makes a key, and proves it once.</summary>
    [GlobalSetup]
    public async Task PrepareAsync()
    {
        var store = new MemoryKeyStore();
        _keys = new ApiKeys(store, store, RandomNumberGenerator.Fill, TimeProvider.System);
        _sent = (await _keys.CreateAsync(new ApiKeyRequest("tenant", AccessScopes.Run), CancellationToken.None)).Text.Reveal();
        var none = new MemoryKeyStore();
        _empty = new ApiKeys(none, none, RandomNumberGenerator.Fill, TimeProvider.System);
        if (await CheckAsync() is null || await IsAnyAsync()) throw new InvalidOperationException("The benchmark does not measure what it should.");
    }

    /// <summary>A key that was proven lately.</summary>
    [Benchmark]
    public async ValueTask<Caller?> CheckAsync() =>
        ApiKeyText.TryParse(_sent, out var key) ? (await _keys.CheckAsync(key, CancellationToken.None)).Caller : null;

    /// <summary>A house without keys, which looks whether it still has none.</summary>
    [Benchmark]
    public ValueTask<bool> IsAnyAsync() => _empty.IsAnyAsync(CancellationToken.None);
}
