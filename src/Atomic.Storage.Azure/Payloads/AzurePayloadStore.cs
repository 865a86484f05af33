using System.Security.Cryptography;
using Atomic.Core.Errors;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Connection;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Atomic.Storage.Azure.Payloads;

/// <summary>
/// The payloads: container <c>payloads</c>, one blob <c>HH/HASH</c> per content, HH being the hash's first byte, so that blobs spread evenly.
/// Each put is atomic by itself. Putting what is there refreshes the blob's time of change, by which retention goes.
/// </summary>
public sealed class AzurePayloadStore : IPayloadStore
{
    /// <summary>The container's name without the prefix.</summary>
    public const string ContainerName = "payloads";

    private const int HashLength = 64;

    // A blob may go between being found and being touched, but not again and again.
    private const int MaxTries = 5;

    private readonly BlobContainerClient _container;

    internal AzurePayloadStore(AzureStorageConnection connection) => _container = connection.Container(ContainerName);

    /// <inheritdoc/>
    public async ValueTask<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        for (var tries = 0; tries < MaxTries; tries++)
        {
            if (await TryUploadAsync(hash, content, cancellationToken) || await TryTouchAsync(hash, cancellationToken))
                return hash;
        }

        throw new AtomicException(ErrorCodes.Overloaded, $"Payload {hash} could not be kept in {MaxTries} tries, because it was deleted each time; try again.");
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string hash, CancellationToken cancellationToken)
    {
        if (!IsHash(hash))
            return null;
        try
        {
            var content = await Blob(hash).DownloadContentAsync(cancellationToken);
            return content.Value.Content.ToMemory();
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes a payload unless it was put since that time; what is not there stays so.</summary>
    /// <param name="hash">SHA-256, hexadecimal in lower case.</param>
    /// <param name="olderThan">The time; the service keeps seconds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was deleted.</returns>
    internal async Task<bool> DeleteAsync(string hash, DateTimeOffset olderThan, CancellationToken cancellationToken)
    {
        if (!IsHash(hash))
            return false;
        try
        {
            // The service compares and deletes in one step: a put in between changes the time and keeps the blob.
            var conditions = new BlobRequestConditions { IfUnmodifiedSince = olderThan };
            return (await Blob(hash).DeleteIfExistsAsync(DeleteSnapshotsOption.None, conditions, cancellationToken)).Value;
        }
        catch (RequestFailedException failure) when (failure.Status == 412)
        {
            return false;
        }
    }

    private static bool IsHash(string hash) => hash.Length == HashLength && hash.All(char.IsAsciiHexDigitLower);

    private BlobClient Blob(string hash) => _container.GetBlobClient($"{hash[..2]}/{hash}");

    private async Task<bool> TryUploadAsync(string hash, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await Blob(hash).UploadAsync(new BinaryData(content), onlyNew, cancellationToken);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<bool> TryTouchAsync(string hash, CancellationToken cancellationToken)
    {
        try
        {
            await Blob(hash).SetMetadataAsync(new Dictionary<string, string>(), cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return false;
        }
    }
}
