using Atomic.Core.Errors;
using Microsoft.DurableTask.Client;

namespace Atomic.Functions.Clients;

/// <summary>
/// The Durable Task client of the invocation that is under way. Functions gives clients to functions only, by binding, and their address may change
/// whenever the host restarts: so the house's own services, which live as long as the worker, take it from here each time.
/// </summary>
public sealed class DurableClientAccessor
{
    private readonly AsyncLocal<DurableTaskClient?> _client = new();

    /// <summary>The client.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.Internal"/> outside an invocation that has one.</exception>
    public DurableTaskClient RequireClient() => _client.Value
        ?? throw new AtomicException(ErrorCodes.Internal, "There is no Durable Task client here: only a function with a [DurableClient] binding has one, and must hand it over first.");

    /// <summary>Hands over the client of this invocation, for all that it calls from now on.</summary>
    /// <param name="client">The client.</param>
    public void Use(DurableTaskClient client) => _client.Value = client;
}
