using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>A test that speaks HTTP to the shared server.</summary>
/// <param name="host">The server.</param>
public abstract class AcceptanceTest(AcceptanceHost host)
{
    /// <summary>Calls the server.</summary>
    protected HouseClient House => host.Client;

    /// <summary>The market behind the server; a test that needs it is skipped where the server has another.</summary>
    protected TestMarket Market
    {
        get
        {
            if (host.Market is null)
                Assert.Skip("ATOMIC_BASE_URL names a server with a market of its own, and this test needs the models of the test market; see ATOMIC_MARKET_PORT.");
            return host.Market;
        }
    }
}
