using System.Security.Cryptography;
using System.Text.Json;
using Atomic.Cli.Api;
using Atomic.Core.Errors;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Cli.Keys;

/// <summary>The keys of a store that this process has open. Requests are read by the same reader as those that come over HTTP.</summary>
/// <param name="store">The store.</param>
/// <param name="barrier">Its durability.</param>
/// <param name="behind">What is closed with this; null: nothing.</param>
internal sealed class StoreKeyBook(IApiKeyStore store, IDurabilityBarrier barrier, IAsyncDisposable? behind) : IKeyBook
{
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly ApiKeys _keys = new(store, barrier, RandomNumberGenerator.Fill, TimeProvider.System);

    /// <inheritdoc/>
    public async Task<Result<KeyAnswer>> CreateAsync(KeyRequest request, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Default.KeyRequest);
        if (!ApiKeyRequestReader.Read(body, _time.GetUtcNow()).TryGet(out var read, out var problem))
            return problem;
        return KeyAnswer.Of(await _keys.CreateAsync(read, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<Result<KeyList>> ListAsync(string? tenant, CancellationToken cancellationToken) =>
        new KeyList([.. (await _keys.ListAsync(tenant, cancellationToken)).Select(KeyAnswer.Of)]);

    /// <inheritdoc/>
    public async Task<Result<KeyAnswer>> RevokeAsync(string id, CancellationToken cancellationToken) =>
        await _keys.RevokeAsync(id, cancellationToken) is { } revoked
            ? KeyAnswer.Of(revoked)
            : new Problem(ErrorCodes.NotFound, $"There is no key of the id '{id}'; `atomic key list` has those that are there.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => behind?.DisposeAsync() ?? ValueTask.CompletedTask;
}
