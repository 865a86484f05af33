using Atomic.LocalHost.Engine;
using Atomic.LocalHost.History;

namespace Atomic.LocalHost.Recovery;

/// <summary>Brings back what was running when the process ended, in the order of the starts, never more at a time than memory is meant to hold.</summary>
internal sealed class RecoveryRunner(EngineServices services)
{
    private const int PageSize = 256;

    /// <summary>Recovers every running instance up to the given key.</summary>
    public async Task RunAsync(long lastKey, CancellationToken cancellationToken)
    {
        try
        {
            var (count, after) = (0, 0L);
            while (after < lastKey)
            {
                var from = after;
                var page = await services.Database.ReadAsync(statements => InstanceReads.Running(statements, from, PageSize), cancellationToken);
                foreach (var (key, id) in page)
                {
                    if (key > lastKey)
                        break;
                    await services.Instances.WaitForRoomAsync(cancellationToken);
                    if (await services.Instances.FindRunningAsync(id, cancellationToken) is not null)
                        count++;
                }

                after = page.Count < PageSize ? lastKey : page[^1].Key;
            }

            HostLog.Recovered(services.Log, count);
        }
        catch (OperationCanceledException)
        {
            // The host stops; the rest is recovered after the next start.
        }
        catch (Exception exception)
        {
            // A failed database: nothing more can be recovered in this process.
            HostLog.BackgroundFailed(services.Log, "Recovery", exception);
        }
    }
}
