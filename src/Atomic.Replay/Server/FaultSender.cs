using System.Globalization;
using Atomic.Replay.Behaviours;

namespace Atomic.Replay.Server;

/// <summary>Sends what is drawn in place of an answer, after the time that it is to take.</summary>
/// <param name="clock">The clock of the waits.</param>
/// <param name="stopping">Cancelled when the server stops: nothing waits on then.</param>
internal sealed class FaultSender(TimeProvider clock, CancellationToken stopping)
{
    private static readonly double MostWaitMs = TimeSpan.FromDays(1).TotalMilliseconds;

    /// <summary>Hangs, or refuses, or fails, where that was drawn.</summary>
    /// <returns>Whether it did; else the answer is still to be sent.</returns>
    /// <exception cref="OperationCanceledException">The client went away, or the server stops.</exception>
    public async Task<bool> TrySendAsync(HttpContext http, DrawnBehaviour drawn, int retryAfterSeconds, double wholeMs)
    {
        switch (drawn.Fault)
        {
            case ReplayFault.Hang:
                await WaitAsync(http, Timeout.InfiniteTimeSpan);
                return true;
            case ReplayFault.RateLimit:
                // At once: a gateway refuses before any model works.
                http.Response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                await HttpAnswer.SendAsync(http, OpenAIError.RateLimit);
                return true;
            case ReplayFault.Error:
                await WaitAsync(http, wholeMs);
                await HttpAnswer.SendAsync(http, OpenAIError.ServerError);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Waits, at most a day; not at all where there is nothing to wait for.</summary>
    public Task WaitAsync(HttpContext http, double milliseconds) =>
        milliseconds > 0 ? WaitAsync(http, TimeSpan.FromMilliseconds(Math.Min(milliseconds, MostWaitMs))) : Task.CompletedTask;

    private async Task WaitAsync(HttpContext http, TimeSpan time)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        await Task.Delay(time, clock, ends.Token);
    }
}
