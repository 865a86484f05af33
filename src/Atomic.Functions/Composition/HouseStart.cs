using Atomic.Core.Errors;
using Atomic.Orchestration.Service;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Atomic.Functions.Composition;

/// <summary>Opens the house's state in the background and, where that fails, again and again. It says so once per change of the reason, not once per try.</summary>
/// <param name="state">The state.</param>
/// <param name="readiness">Told how it went.</param>
/// <param name="time">Waits between tries.</param>
/// <param name="logger">Told of changes.</param>
internal sealed class HouseStart(IHouseState state, HouseReadiness readiness, TimeProvider time, ILogger<HouseStart> logger) : BackgroundService
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Problem? told = null;
        var delay = FirstDelay;
        for (var tries = 1; ; tries++)
        {
            if (await TryOpenAsync(stoppingToken) is not { } problem)
            {
                readiness.SetReady();
                FunctionsLog.Ready(logger, tries);
                return;
            }

            readiness.SetProblem(problem);
            if (problem != told)
                FunctionsLog.NotReady(logger, problem.Detail);
            told = problem;
            await Task.Delay(delay, time, stoppingToken);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    private async Task<Problem?> TryOpenAsync(CancellationToken stoppingToken)
    {
        try
        {
            await state.OpenAsync(stoppingToken);
            return null;
        }
        catch (AtomicException failure)
        {
            return new Problem(failure.Code, failure.Message);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // Whatever a store throws that is none of ours: callers are told when, operators are told what.
            return new Problem(ErrorCodes.StorageUnavailable, $"The state could not be opened ({failure.GetType().Name}: {failure.Message}).");
        }
    }
}
