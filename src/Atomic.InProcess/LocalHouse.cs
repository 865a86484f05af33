using Atomic.Core.Errors;
using Atomic.LocalHost;
using Atomic.Orchestration.Durable;
using Atomic.Providers.Specialists;

namespace Atomic.InProcess;

/// <summary>The house of this process, from its start to its end: what the command line and an application's own host do alike with it.</summary>
public sealed class LocalHouse
{
    private readonly DurableHost _host;
    private readonly SpecialistRooms _specialists;
    private volatile bool _started;

    /// <summary>The house over that durable host.</summary>
    /// <param name="host">The durable host, not started.</param>
    /// <param name="specialists">What learned from the stores.</param>
    public LocalHouse(IOrchestrationClient host, SpecialistRooms specialists) => (_host, _specialists) = ((DurableHost)host, specialists);

    /// <summary>How many microtasks are under way; right after the start, those that the last process left and that go on now.</summary>
    public long RunningMicrotasks => _host.RunningInstances;

    /// <summary>Whether it was started.</summary>
    public bool IsStarted => _started;

    /// <summary>Brings the specialists to what they had learned; without <see cref="StartAsync"/> the house then answers questions and runs nothing.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task OpenAsync(CancellationToken cancellationToken) => _specialists.LoadAsync(cancellationToken);

    /// <summary>Takes microtasks from now on, and lets those go on that were under way when the last process ended.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AtomicException">It was started already.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _host.StartAsync(cancellationToken);
        _started = true;
    }

    /// <summary>Lets every microtask come to its end, settlement and verdict included, while it goes on taking others: those that judge answers among them.</summary>
    /// <param name="deadline">How long to wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether all had ended by then.</returns>
    public async Task<bool> WhenAllEndedAsync(TimeSpan deadline, CancellationToken cancellationToken)
    {
        try
        {
            await _host.WhenNoneRunsAsync().WaitAsync(deadline, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>
    /// Stops it: refuses new microtasks, lets those under way go on until they have ended or the time is up, and makes everything durable. What had not
    /// ended goes on after the next start.
    /// </summary>
    /// <param name="deadline">How long to wait for what is under way.</param>
    public Task StopAsync(TimeSpan deadline) => _host.StopAsync(deadline);
}
