using Atomic.Core.Errors;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Atomic.Storage.Azure.Connection;

/// <summary>
/// Stands before the retries of a client and turns what is left after them into one sentence: no connection, no credentials, refused, overloaded,
/// a table or container that is not there. Answers that a store reckons with (not found, conflict, precondition failed) pass.
/// </summary>
/// <param name="isDevelopmentStorage">Whether the account is the local emulator, for what to do about it.</param>
internal sealed class StorageFailurePolicy(bool isDevelopmentStorage) : HttpPipelinePolicy
{
    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        catch (Exception failure) when (IsOfStorage(message, failure))
        {
            throw StorageFailure.Unreachable(message.Request.Uri.ToUri(), failure, isDevelopmentStorage);
        }

        Check(message);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        try
        {
            ProcessNext(message, pipeline);
        }
        catch (Exception failure) when (IsOfStorage(message, failure))
        {
            throw StorageFailure.Unreachable(message.Request.Uri.ToUri(), failure, isDevelopmentStorage);
        }

        Check(message);
    }

    // Whatever the transport or the credential throws; what the caller cancelled is the caller's.
    private static bool IsOfStorage(HttpMessage message, Exception failure) =>
        failure is not AtomicException && !message.CancellationToken.IsCancellationRequested;

    private void Check(HttpMessage message)
    {
        if (message.HasResponse && StorageFailure.OfResponse(message.Request.Uri.ToUri(), message.Response, isDevelopmentStorage) is { } failure)
            throw failure;
    }
}
