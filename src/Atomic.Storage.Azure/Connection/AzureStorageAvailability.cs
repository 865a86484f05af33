using Atomic.Core.Errors;
using Atomic.Orchestration.Service;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Connection;

/// <summary>
/// Tells whether the account serves, by reading one row that is never there. An answer is kept for some seconds and shared by all who ask, so that
/// probes cost next to nothing.
/// </summary>
/// <param name="table">Any table of the installation.</param>
/// <param name="time">The clock.</param>
public sealed class AzureStorageAvailability(TableClient table, TimeProvider time)
{
    private const string NoRow = "availability";

    private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Task<Problem?>? _latest;
    private long _since;

    /// <summary>Looks.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Why the account does not serve, or null.</returns>
    public Task<Problem?> CheckAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_latest is null || (_latest.IsCompleted && time.GetElapsedTime(_since) >= s_kept))
            {
                _since = time.GetTimestamp();
                _latest = LookAsync();
            }

            return _latest.WaitAsync(cancellationToken);
        }
    }

    private async Task<Problem?> LookAsync()
    {
        using var limit = new CancellationTokenSource(s_limit);
        try
        {
            await table.GetEntityIfExistsAsync<TableEntity>(NoRow, NoRow, cancellationToken: limit.Token);
            return null;
        }
        catch (AtomicException failure)
        {
            return new Problem(failure.Code, failure.Message);
        }
        catch (OperationCanceledException)
        {
            return new Problem(
                ErrorCodes.StorageUnavailable,
                $"The storage account at {table.Uri.GetLeftPart(UriPartial.Authority)} did not answer within {s_limit.TotalSeconds:0} seconds; look at the account's state and the network.");
        }
    }
}
