using Atomic.Core.Errors;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Connection;
using Azure;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.ApiKeys;

/// <summary>The API keys of an account alone: for whoever makes the first key before the app has ever run, and may do nothing else there.</summary>
public static class AzureApiKeys
{
    /// <summary>Opens them, and makes their table where it is missing.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="log">Takes names and counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.StorageUnavailable"/>.</exception>
    public static async Task<IApiKeyStore> OpenAsync(AzureStorageConnection connection, ILogger log, CancellationToken cancellationToken)
    {
        try
        {
            await connection.Table(AzureApiKeyStore.TableName).CreateIfNotExistsAsync(cancellationToken);
        }
        catch (RequestFailedException failure)
        {
            throw StorageFailure.NotCreated(connection.Tables.Uri, failure);
        }

        return new AzureApiKeyStore(connection, log);
    }
}
