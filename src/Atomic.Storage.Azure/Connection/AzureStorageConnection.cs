using Atomic.Core.Errors;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Atomic.Storage.Azure.Connection;

/// <summary>
/// The clients of one storage account. They do no I/O of their own accord; they try again a bounded number of times, and a service that cannot be
/// reached or refuses is one <see cref="AtomicException"/> with <see cref="ErrorCodes.StorageUnavailable"/>, see <see cref="StorageFailurePolicy"/>.
/// </summary>
public sealed class AzureStorageConnection
{
    private readonly AzureStorageOptions _options;
    private readonly HttpPipelinePolicy? _lastPolicy;

    /// <summary>Builds the clients.</summary>
    /// <param name="options">Which account.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public AzureStorageConnection(AzureStorageOptions options)
        : this(options, null)
    {
    }

    /// <summary>Builds the clients, with a policy that stands right before the network, where tests let it fail.</summary>
    /// <param name="options">Which account.</param>
    /// <param name="lastPolicy">The policy.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    internal AzureStorageConnection(AzureStorageOptions options, HttpPipelinePolicy? lastPolicy)
    {
        _lastPolicy = lastPolicy;
        if (options.Problems() is [var problem, ..])
            throw new AtomicException(ErrorCodes.InvalidConfiguration, problem);
        _options = options;
        var tables = Configure(new TableClientOptions());
        var blobs = Configure(new BlobClientOptions());
        var queues = Configure(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        try
        {
            (Tables, Blobs, Queues) = string.IsNullOrEmpty(options.ConnectionString)
                ? ByIdentity(options, tables, blobs, queues)
                : (new TableServiceClient(options.ConnectionString, tables),
                    new BlobServiceClient(options.ConnectionString, blobs),
                    new QueueServiceClient(options.ConnectionString, queues));
        }
        catch (Exception failure) when (failure is FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException)
        {
            // The cause is left out: its message may quote the connection string.
            throw new AtomicException(
                ErrorCodes.InvalidConfiguration,
                $"{AzureStorageOptions.Section}:ConnectionString cannot be read: copy it from the account's access keys, or use UseDevelopmentStorage=true for Azurite.");
        }
    }

    /// <summary>The table service.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>The blob service.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>The queue service; message bodies are as they are: <see cref="Atomic.Storage.Azure.Queues.QueueText"/> encodes them, since the client's own decoding loses a whole batch to one bad message.</summary>
    public QueueServiceClient Queues { get; }

    /// <summary>A table of this installation.</summary>
    /// <param name="name">Its name without the prefix: letters and digits.</param>
    public TableClient Table(string name) => Tables.GetTableClient(_options.TablePrefix + name);

    /// <summary>A container of this installation.</summary>
    /// <param name="name">Its name without the prefix: lower-case letters and digits.</param>
    public BlobContainerClient Container(string name) => Blobs.GetBlobContainerClient($"{_options.ContainerPrefix}-{name}");

    private T Configure<T>(T client)
        where T : ClientOptions
    {
        client.Retry.MaxRetries = _options.MaxRetries;
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.Delay = TimeSpan.FromMilliseconds(100);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        client.Retry.NetworkTimeout = TimeSpan.FromSeconds(_options.NetworkTimeoutSeconds);
        client.AddPolicy(new StorageFailurePolicy(_options.IsDevelopmentStorage), HttpPipelinePosition.PerCall);
        if (_lastPolicy is not null)
            client.AddPolicy(_lastPolicy, HttpPipelinePosition.BeforeTransport);
        return client;
    }

    private static (TableServiceClient Tables, BlobServiceClient Blobs, QueueServiceClient Queues) ByIdentity(
        AzureStorageOptions options, TableClientOptions tables, BlobClientOptions blobs, QueueClientOptions queues)
    {
        TokenCredential credential = string.IsNullOrEmpty(options.ClientId)
            ? new DefaultAzureCredential()
            : new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(options.ClientId));
        var uris = options.ServiceUris();
        return (
            new TableServiceClient(uris.Tables, credential, tables),
            new BlobServiceClient(uris.Blobs, credential, blobs),
            new QueueServiceClient(uris.Queues, credential, queues));
    }
}
