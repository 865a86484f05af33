using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Tables;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Atomic.Storage.Azure.Examples;

/// <summary>The states of specialists: container <c>snapshots</c>, blob <c>KIND/PLACE</c>, so that the names of a kind's blobs are in the order of places.</summary>
/// <param name="connection">The account.</param>
internal sealed class SnapshotBlobs(AzureStorageConnection connection)
{
    /// <summary>The container's name without the prefix.</summary>
    public const string ContainerName = "snapshots";

    private readonly BlobContainerClient _container = connection.Container(ContainerName);

    /// <summary>Writes a state, over another one of the same place.</summary>
    /// <returns>The blob's name.</returns>
    public async Task<string> WriteAsync(string kind, long place, ReadOnlyMemory<byte> state, CancellationToken cancellationToken)
    {
        var name = $"{Prefix(kind)}{place:D19}";
        await _container.GetBlobClient(name).UploadAsync(new BinaryData(state), overwrite: true, cancellationToken);
        return name;
    }

    /// <summary>The state in a blob, or null where it was replaced meanwhile.</summary>
    public async Task<BinaryData?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await _container.GetBlobClient(name).DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes the kind's states of earlier places than that of the blob, also those that a crash left behind.</summary>
    public async Task DropBeforeAsync(string kind, string name, CancellationToken cancellationToken)
    {
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, Prefix(kind), cancellationToken))
        {
            if (string.CompareOrdinal(blob.Name, name) >= 0)
                return;
            await _container.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    // A blob's name may hold what a key may; "=" would only be escaped in addresses.
    private static string Prefix(string kind) => TableKey.Of(kind) + "/";
}
