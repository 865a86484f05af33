using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

[assembly: AssemblyFixture(typeof(AcceptanceHost))]

namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>
/// The server that the tests talk to, shared by all of them: the local host on a market of the tests' own, or the one that
/// <c>ATOMIC_BASE_URL</c> names. Where <c>ATOMIC_MARKET_PORT</c> is set too, the market's models are served at that port, and the server named is
/// expected to be configured with <see cref="TestMarket.Configuration"/> for it.
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

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var named = Environment.GetEnvironmentVariable("ATOMIC_BASE_URL");
        var port = Environment.GetEnvironmentVariable("ATOMIC_MARKET_PORT");
        if (named is not null)
        {
            if (port is not null)
                _market = await TestMarket.StartAsync(Stalls.All, int.Parse(port));
            _client = new HouseClient(new Uri(named.TrimEnd('/') + "/"));
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
}
