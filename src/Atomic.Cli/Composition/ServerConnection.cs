using Atomic.Cli.Api;

namespace Atomic.Cli.Composition;

/// <summary>A client with the server behind it, where this process started that.</summary>
internal sealed class ServerConnection : IAsyncDisposable
{
    private readonly LocalServer? _own;

    private ServerConnection(AtomicApi api, LocalServer? own) => (Api, _own) = (api, own);

    /// <summary>The client.</summary>
    public AtomicApi Api { get; }

    /// <summary>To a server that runs already.</summary>
    /// <param name="server">Its base URL.</param>
    /// <param name="key">The API key to send; null: none.</param>
    public static ServerConnection To(Uri server, string? key) => new(new AtomicApi(server, key), null);

    /// <summary>To a server of this process, which ends with the connection.</summary>
    /// <param name="server">The server.</param>
    public static ServerConnection Own(LocalServer server) => new(new AtomicApi(server.Urls[0], server.CreateOwnKey()), server);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (_own is not null)
            await _own.DisposeAsync();
    }
}
