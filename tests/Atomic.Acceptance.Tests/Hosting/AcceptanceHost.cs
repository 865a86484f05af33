using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

[assembly: AssemblyFixture(typeof(AcceptanceHost))]

namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>
/// The server that the tests talk to, shared by all of them: the local host on a market of the tests' own, or the one that
/// <c>ATOMIC_BASE_URL</c> names. A server that is named has a market of its own, unless <c>ATOMIC_MARKET_PORT</c> says where the tests are to serve
/// their models: then the configuration for it is written to the file <c>ATOMIC_MARKET_CONFIGURATION</c>, and the server may be started with that.
/// Where it needs a key, <c>ATOMIC_API_KEY</c> has one with the scopes run and read.
/// </summary>
public sealed class AcceptanceHost : IAsyncLifetime
{
    private TestMarket? _market;
    private AtomicServerProcess? _server;
    private HouseClient? _client;

    /// <summary>Calls the server.</summary>
    public HouseClient Client => _client!;

    /// <summary>The market; null where the server named has one of its own.</summary>
    public TestMarket? Market => _market;

    private static string? NamedServer => Environment.GetEnvironmentVariable("ATOMIC_BASE_URL");

    /// <summary>Skips a test of the local host's own process where another server is named.</summary>
    public static void SkipUnlessLocal() =>
        Assert.SkipWhen(NamedServer is not null, "ATOMIC_BASE_URL names a server, and this test is about the process of the local host.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (NamedServer is not null)
        {
            await InitializeNamedAsync(NamedServer);
            return;
        }

        _market = await TestMarket.StartAsync(Stalls.All);
        _server = new AtomicServerProcess(_market.Configuration());
        await _server.StartAsync();
        _client = new HouseClient(_server.BaseUrl);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_market is not null)
            await _market.DisposeAsync();
    }

    private async Task InitializeNamedAsync(string url)
    {
        if (Environment.GetEnvironmentVariable("ATOMIC_MARKET_PORT") is { } port)
        {
            _market = await TestMarket.StartAsync(Stalls.All, int.Parse(port));
            if (Environment.GetEnvironmentVariable("ATOMIC_MARKET_CONFIGURATION") is { } file)
                await File.WriteAllTextAsync(file, _market.Configuration().ToJsonString());
        }

        var client = _client = new HouseClient(new Uri(url.TrimEnd('/') + "/"), Environment.GetEnvironmentVariable("ATOMIC_API_KEY"));

        // A server that is started with the market just written may be the Functions host, which takes its time.
        await Eventually.GetAsync(() => client.TryGetReadyAsync(), $"{url} is ready", TimeSpan.FromMinutes(3));
    }
}
