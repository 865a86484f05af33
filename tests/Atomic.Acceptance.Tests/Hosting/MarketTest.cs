using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>A test that needs the models of the test market behind the server; skipped where the server has another market.</summary>
public abstract class MarketTest : AcceptanceTest
{
    /// <summary>Skips the test where there is no such market.</summary>
    /// <param name="host">The server.</param>
    protected MarketTest(AcceptanceHost host)
        : base(host)
    {
        Assert.SkipWhen(
            host.Market is null,
            "ATOMIC_BASE_URL names a server with a market of its own, and this test needs the models of the test market; see ATOMIC_MARKET_PORT.");
        Market = host.Market!;
    }

    /// <summary>The market behind the server.</summary>
    protected TestMarket Market { get; }
}
