namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>A test that speaks HTTP to the shared server, whatever its market.</summary>
/// <param name="host">The server.</param>
public abstract class AcceptanceTest(AcceptanceHost host)
{
    /// <summary>Calls the server.</summary>
    protected HouseClient House => host.Client;
}
