using Atomic.Cli.Api;
using Atomic.Orchestration.Service;

namespace Atomic.Cli.Keys;

/// <summary>The keys behind a running server.</summary>
/// <param name="api">A client of it; disposed with this.</param>
internal sealed class ServerKeyBook(AtomicApi api) : IKeyBook
{
    /// <inheritdoc/>
    public Task<Result<KeyAnswer>> CreateAsync(KeyRequest request, CancellationToken cancellationToken) => api.CreateKeyAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<Result<KeyList>> ListAsync(string? tenant, CancellationToken cancellationToken) => api.ListKeysAsync(tenant, cancellationToken);

    /// <inheritdoc/>
    public Task<Result<KeyAnswer>> RevokeAsync(string id, CancellationToken cancellationToken) => api.RevokeKeyAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        api.Dispose();
        return ValueTask.CompletedTask;
    }
}
