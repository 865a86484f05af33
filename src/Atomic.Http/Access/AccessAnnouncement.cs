using Atomic.Orchestration.Access;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Atomic.Http.Access;

/// <summary>Says at the start who is served.</summary>
/// <param name="keys">The keys.</param>
/// <param name="options">Whose tokens are taken.</param>
/// <param name="logger">Takes the line.</param>
internal sealed class AccessAnnouncement(ApiKeys keys, AccessOptions options, ILogger<AccessAnnouncement> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var hasKeys = await keys.IsAnyAsync(cancellationToken);
            if (options.Oidc.IsConfigured) HttpLog.TokensTaken(logger, options.Oidc.Authority);
            else if (hasKeys) HttpLog.KeysNeeded(logger);
            else HttpLog.LoopbackOnly(logger);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A store that is not there yet is told by what needs it; until it answers, nobody is served, which is safe.
            HttpLog.KeysUnknown(logger, failure);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
