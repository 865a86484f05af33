using Atomic.Core.Errors;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.ApiKeys;
using Atomic.Storage.Azure.Attempts;
using Atomic.Storage.Azure.Budgets;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Examples;
using Atomic.Storage.Azure.Feedbacks;
using Atomic.Storage.Azure.Instances;
using Atomic.Storage.Azure.Payloads;
using Atomic.Storage.Azure.Poison;
using Atomic.Storage.Azure.Purge;
using Atomic.Storage.Azure.TrackRecords;
using Azure;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure;

/// <summary>
/// The ports of state on one storage account. Any number of processes may have them open at once; nothing needs closing. What counts is in the account;
/// memory only spares round trips.
/// </summary>
public sealed class AzureStores
{
    private static readonly string[] s_tables =
    [
        AzureTrackRecordStore.TableName, AzureBudgetStore.TableName, AzureFeedbackStore.TableName, AzureExampleStore.TableName,
        AzureApiKeyStore.TableName, AzurePoisonStore.TableName, AzureAttemptLedger.TableName, AzureInstanceIndex.TableName,
    ];

    private static readonly string[] s_containers = [AzurePayloadStore.ContainerName, SnapshotBlobs.ContainerName];

    private readonly ILogger _log;

    /// <summary>Builds the stores without any I/O; before they are used, <see cref="EnsureCreatedAsync"/> is called once per installation or process.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="budgets">The budgets; none: nothing is limited.</param>
    /// <param name="time">The clock, for the windows of budgets and for how long an answer about availability is kept.</param>
    /// <param name="log">Takes names and counts.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>: a budget's options cannot be used.</exception>
    public AzureStores(AzureStorageConnection connection, IReadOnlyList<BudgetOptions> budgets, TimeProvider time, ILogger<AzureStores> log)
    {
        (Connection, _log) = (connection, log);
        var trackRecords = new AzureTrackRecordStore(connection, log);
        var ledger = new AzureBudgetStore(connection, budgets, time, log);
        var payloads = new AzurePayloadStore(connection);
        var feedback = new AzureFeedbackStore(connection, log);
        var examples = new AzureExampleStore(connection, log);
        var attempts = new AzureAttemptLedger(connection, log);
        (TrackRecords, Budgets, Payloads, Feedback, Examples) = (trackRecords, ledger, payloads, feedback, examples);
        (ApiKeys, Poison, Attempts) = (new AzureApiKeyStore(connection, log), new AzurePoisonStore(connection, log), attempts);
        Instances = new AzureInstanceIndex(connection);
        Purge = new AzureStatePurge(trackRecords, ledger, payloads, feedback, examples, attempts, log);
        Availability = new AzureStorageAvailability(connection.Table(AzureTrackRecordStore.TableName), time);
    }

    /// <summary>The account.</summary>
    public AzureStorageConnection Connection { get; }

    /// <summary>The track records.</summary>
    public ITrackRecordStore TrackRecords { get; }

    /// <summary>The budgets.</summary>
    public IBudgetStore Budgets { get; }

    /// <summary>The payloads.</summary>
    public IPayloadStore Payloads { get; }

    /// <summary>The feedback.</summary>
    public IFeedbackStore Feedback { get; }

    /// <summary>What the specialists learned from.</summary>
    public IExampleStore Examples { get; }

    /// <summary>The API keys.</summary>
    public IApiKeyStore ApiKeys { get; }

    /// <summary>The queue messages that were given up.</summary>
    public IPoisonStore Poison { get; }

    /// <summary>The deliveries of attempts, for hosts whose history does not tell them.</summary>
    public IAttemptLedger Attempts { get; }

    /// <summary>Which instances an owner has, for hosts whose backend does not list them so.</summary>
    public IInstanceIndex Instances { get; }

    /// <summary>Has nothing to wait for.</summary>
    public IDurabilityBarrier Barrier { get; } = new AzureDurabilityBarrier();

    /// <summary>Deletes what belongs to purged microtasks.</summary>
    public AzureStatePurge Purge { get; }

    /// <summary>Tells whether the account serves.</summary>
    public AzureStorageAvailability Availability { get; }

    /// <summary>Builds the stores and creates what is missing of their tables and containers.</summary>
    /// <param name="options">Which account.</param>
    /// <param name="budgets">The budgets; none: nothing is limited.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Takes names and counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AtomicException">
    /// <see cref="ErrorCodes.InvalidConfiguration"/>, or <see cref="ErrorCodes.StorageUnavailable"/> after some seconds where the account does not serve.
    /// </exception>
    public static async Task<AzureStores> OpenAsync(
        AzureStorageOptions options, IReadOnlyList<BudgetOptions> budgets, TimeProvider time, ILogger<AzureStores> log, CancellationToken cancellationToken)
    {
        var stores = new AzureStores(new AzureStorageConnection(options), budgets, time, log);
        await stores.EnsureCreatedAsync(cancellationToken);
        return stores;
    }

    /// <summary>Creates what is missing of the tables and containers; again changes nothing.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.StorageUnavailable"/>.</exception>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(
            [
                .. s_tables.Select(table => (Task)Connection.Table(table).CreateIfNotExistsAsync(cancellationToken)),
                .. s_containers.Select(container => (Task)Connection.Container(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
            ]);
        }
        catch (RequestFailedException failure)
        {
            throw StorageFailure.NotCreated(Connection.Tables.Uri, failure);
        }

        AzureStorageLog.Opened(_log, Connection.Tables.Uri.GetLeftPart(UriPartial.Authority));
    }
}
