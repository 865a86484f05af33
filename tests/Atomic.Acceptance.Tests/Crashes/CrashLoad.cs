using System.Collections.Concurrent;
using Atomic.Acceptance.Tests.Hosting;

namespace Atomic.Acceptance.Tests.Crashes;

/// <summary>
/// Callers of one life of the server: they first repeat what was not answered in the life before, then go on with new submissions until the
/// server is gone; another one reads explanations of what is under way.
/// </summary>
internal sealed class CrashLoad : IDisposable
{
    private const int Callers = 10;

    // So that a slow machine is not buried in work between two checks.
    private const int MaxPerCaller = 20;

    private readonly CrashLedger _ledger;
    private readonly HouseClient _house;
    private readonly ConcurrentQueue<CrashSubmission> _repeated;
    private readonly ConcurrentQueue<string> _underWay = new();
    private readonly Task _running;
    private readonly TaskCompletionSource _firstAnswer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopping;

    /// <summary>Begins.</summary>
    /// <param name="baseUrl">The server.</param>
    /// <param name="ledger">Takes what is answered.</param>
    /// <param name="seed">Of this life's requests.</param>
    /// <param name="life">Which life of the server it is, for keys.</param>
    public CrashLoad(Uri baseUrl, CrashLedger ledger, int seed, int life)
    {
        (_ledger, _house, _repeated) = (ledger, new HouseClient(baseUrl), new(ledger.Unanswered));
        _running = Task.WhenAll([
            .. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallAsync(new Random(HashCode(seed, life, caller)), $"{seed}-{life}-{caller}"))),
            Task.Run(ReadAsync),
        ]);
    }

    /// <summary>Completes once an answer of this life was read, or its callers have given up.</summary>
    public Task FirstAnswer => Task.WhenAny(_firstAnswer.Task, _running);

    /// <summary>Ends: the server is gone.</summary>
    public async Task StopAsync()
    {
        _stopping = true;
        await _running;
    }

    /// <inheritdoc/>
    public void Dispose() => _house.Dispose();

    // Not System.HashCode, which is another one in every process.
    private static int HashCode(int seed, int life, int caller) => unchecked((seed * 1_000_003) + (life * 101) + caller) & int.MaxValue;

    private async Task CallAsync(Random random, string prefix)
    {
        while (!_stopping && _repeated.TryDequeue(out var repeated))
        {
            if (!await SubmitAsync(repeated))
                return;
        }

        for (var i = 0; !_stopping && i < MaxPerCaller; i++)
        {
            if (!await SubmitAsync(CrashSubmission.Next(random, $"{prefix}-{i}")))
                return;
        }
    }

    private async Task<bool> SubmitAsync(CrashSubmission submission)
    {
        _ledger.Sending(submission);
        if (await TryAsync(() => _house.SubmitAsync(submission.Body, submission.Prefer, submission.Key)) is not { } answer)
            return false;
        _ledger.Answered(submission, answer);
        _underWay.Enqueue(answer["id"]);
        _firstAnswer.TrySetResult();
        return true;
    }

    private async Task ReadAsync()
    {
        while (!_stopping)
        {
            if (!_underWay.TryDequeue(out var id))
            {
                await Task.Delay(1);
                continue;
            }

            if (await TryAsync(() => _house.ExplainAsync(id)) is not { } explanation)
                return;
            _ledger.Explained(id, explanation.ShouldBe(200).Json, DateTimeOffset.UtcNow);
        }
    }

    // Null where the connection broke, and that is what the server's end looks like to its callers.
    private static async Task<HouseAnswer?> TryAsync(Func<Task<HouseAnswer>> call)
    {
        try
        {
            return await call();
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
