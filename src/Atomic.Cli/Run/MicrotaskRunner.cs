using System.Diagnostics;
using Atomic.Cli.Api;
using Atomic.Cli.CommandLine;

namespace Atomic.Cli.Run;

/// <summary>Sends microtasks over HTTP, some at a time and in order, judges the answers and sends the judgements back.</summary>
/// <param name="api">The server.</param>
/// <param name="judge">Tells right from wrong.</param>
/// <param name="feedback">Which answers are judged.</param>
/// <param name="concurrency">How many are on their way at once, at least 1.</param>
internal sealed class MicrotaskRunner(AtomicApi api, AnswerJudge judge, FeedbackRule feedback, int concurrency)
{
    /// <summary>Runs them; ends early, with what has ended, when it is cancelled.</summary>
    /// <param name="items">The microtasks.</param>
    /// <param name="onResult">Called for each as it ends, from any thread, one call at a time.</param>
    /// <param name="cancellationToken">Sends nothing more and waits for nothing.</param>
    /// <exception cref="CommandException">The server cannot be reached.</exception>
    public async Task RunAsync(IReadOnlyList<RunItem> items, Action<RunResult> onResult, CancellationToken cancellationToken)
    {
        // Keys of this run alone: what is sent twice is run once, and another run of the same file runs anew.
        var run = Guid.NewGuid().ToString("n");
        var results = new Lock();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(items, parallel, async (item, stopping) =>
        {
            var result = await RunOneAsync(item, $"{run}-{item.Line}", stopping);
            lock (results)
                onResult(result);
        });
    }

    private async Task<RunResult> RunOneAsync(RunItem item, string key, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var submitted = await api.SubmitAsync(item.RequestJson, key, cancellationToken);
        var clientMs = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (!submitted.TryGet(out var answer, out var problem))
            return new RunResult(item, null, problem, null, clientMs);

        var correct = judge.Judge(item.Task, answer);
        if (feedback.Of(item, correct) is { } judgement && await api.JudgeAsync(answer.Id, judgement, cancellationToken) is { } refused)
            throw new CommandException(ExitCode.WorkFailed, $"The server refused feedback on {answer.Id}: {refused.Detail}");
        return new RunResult(item, answer, null, correct, clientMs);
    }
}
