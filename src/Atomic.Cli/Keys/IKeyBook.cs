using Atomic.Cli.Api;
using Atomic.Orchestration.Service;

namespace Atomic.Cli.Keys;

/// <summary>Where keys are made and kept: behind a running server, or in a store that this process opens itself.</summary>
internal interface IKeyBook : IAsyncDisposable
{
    /// <summary>Makes a key.</summary>
    /// <param name="request">What is asked of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<KeyAnswer>> CreateAsync(KeyRequest request, CancellationToken cancellationToken);

    /// <summary>The keys in order of their making.</summary>
    /// <param name="tenant">Whose; null: everybody's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<KeyList>> ListAsync(string? tenant, CancellationToken cancellationToken);

    /// <summary>Takes a key back.</summary>
    /// <param name="id">Its public part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Result<KeyAnswer>> RevokeAsync(string id, CancellationToken cancellationToken);
}
