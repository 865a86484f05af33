using System.Diagnostics;
using System.Security.Cryptography;
using Atomic.Core.Errors;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.Tables;

/// <summary>
/// Tries again where another process changed the same rows: after a random wait of up to 5 ms, doubling up to 200 ms (about what a dozen
/// writers take for a turn each; longer waits were measured to leave the rows idle), and for half a minute at most. Within one process writers do not meet: see <see cref="Coalescer{TOperation, TResult}"/>.
/// </summary>
/// <param name="what">What is contended, for the sentence and the log.</param>
/// <param name="log">Takes the number of tries.</param>
internal sealed class Contention(string what, ILogger log)
{
    private const int ShortestMs = 5;
    private const int LongestMs = 200;
    private const int MaxDoublings = 6;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    /// <summary>Tries until there is a result.</summary>
    /// <param name="tryOnceAsync">One try; null where the rows had changed. It reads anew what it needs when it is called again.</param>
    /// <param name="cancellationToken">Gives up between tries.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.Overloaded"/> where others were faster all the time.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T?>> tryOnceAsync, CancellationToken cancellationToken)
        where T : class
    {
        var since = Stopwatch.GetTimestamp();
        for (var tries = 1; tries == 1 || Stopwatch.GetElapsedTime(since) < s_limit; tries++)
        {
            if (await tryOnceAsync() is { } result)
            {
                if (tries > 1)
                    AzureStorageLog.Contended(log, what, tries);
                return result;
            }

            var most = Math.Min(LongestMs, ShortestMs << Math.Min(tries, MaxDoublings));
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, most + 1)), cancellationToken);
        }

        throw new AtomicException(
            ErrorCodes.Overloaded,
            $"The {what} could not be written within {s_limit.TotalSeconds:0} seconds, because other processes write the same rows all the time; try again, or run fewer instances.");
    }
}
