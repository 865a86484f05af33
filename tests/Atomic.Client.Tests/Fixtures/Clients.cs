using Atomic.Client.Chat;
using Atomic.Client.Transport;

namespace Atomic.Client.Tests.Fixtures;

/// <summary>Clients over a recorded wire.</summary>
internal static class Clients
{
    public static AtomicClientOptions Options(Action<AtomicClientOptions>? configure = null)
    {
        var options = new AtomicClientOptions { BaseUrl = new Uri("http://atomic.test:8080") };
        configure?.Invoke(options);
        return options;
    }

    public static AtomicClient Client(RecordedWire wire, TimeProvider? time = null, Action<AtomicClientOptions>? configure = null)
    {
        var (options, clock) = (Options(configure), time ?? TimeProvider.System);
        return new AtomicClient(HttpClients.Create(options, clock, wire), options, clock, owns: true);
    }

    public static AuctionChatClient Chat(RecordedWire wire, TimeProvider? time = null, Action<AtomicClientOptions>? configure = null)
    {
        var options = Options(configure);
        return new AuctionChatClient(HttpClients.Create(options, time ?? TimeProvider.System, wire), options, owns: true);
    }
}
