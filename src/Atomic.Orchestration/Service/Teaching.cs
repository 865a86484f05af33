using Atomic.Core.Decisions;
using Atomic.Core.Errors;
using Atomic.Core.Specialists;
using Atomic.Orchestration.Decisions;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Service;

/// <summary>What callers say of answers: kept, learned from once, and durable before they hear of it, however long after the answer and in whatever order it comes.</summary>
/// <param name="client">The host, for the microtask's history.</param>
/// <param name="judgements">Keeps and learns.</param>
/// <param name="barrier">Durability.</param>
public sealed class Teaching(IOrchestrationClient client, Judgements judgements, IDurabilityBarrier barrier)
{
    /// <summary>How many different judgements of one microtask are kept.</summary>
    public const int MaxFeedback = 100;

    /// <summary>Keeps the feedback and learns from it, once; durable when it returns.</summary>
    /// <param name="id">The microtask's id.</param>
    /// <param name="scope">Under what is kept what is learned of its kind.</param>
    /// <param name="bidderId">Whose answer it is.</param>
    /// <param name="progress">The answer.</param>
    /// <param name="feedback">What was said of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What became of it, or the problem that the microtask has as many judgements as are kept.</returns>
    public async Task<Result<FeedbackReceipt>> TeachAsync(
        string id, string scope, string bidderId, MicrotaskProgress progress, Feedback feedback, CancellationToken cancellationToken)
    {
        if (await judgements.CountAsync(id, cancellationToken) >= MaxFeedback)
            return new Problem(ErrorCodes.Conflict, $"Microtask {id} has {MaxFeedback} judgements already, which is as many as are kept; the first one is what was learned.");

        var receipt = await judgements.TakeAsync(id, feedback, AnswerAsync, cancellationToken);
        await barrier.WaitUntilDurableAsync(cancellationToken);
        return receipt;

        async Task<JudgedAnswer> AnswerAsync(CancellationToken gone)
        {
            var history = DecisionHistory.Fold(await client.GetHistoryAsync(id, gone));
            return new JudgedAnswer
            {
                MicrotaskId = id,
                Scope = scope,
                BidderId = bidderId,
                Plan = history.Award?.Plan,
                Attempts = history.Attempts,
                Bids = history.Book?.Bids,
                Place = PlaceOf(history, bidderId),
                IsTyped = history.Accepted?.HasOutputSchema ?? false,
                Payload = history.Accepted?.Payload,
                Vector = history.Embedded?.Vector,
                AuditWeight = history is { Book: { } book, Award: { } award } ? AuditShare.Weight(book, award) : 1,
                Policy = history.Accepted?.Policy,
                AcceptedAt = history.Accepted?.AcceptedAt,
                Output = progress.Output,
            };
        }
    }

    private static int PlaceOf(DecisionHistory history, string bidderId)
    {
        for (var i = history.Attempts.Count - 1; i >= 0; i--)
        {
            var attempt = history.Attempts[i];
            if (attempt.Outcome == AttemptOutcome.Succeeded
                && (history.Progress?.Answer is { } answer ? (answer.Step, answer.Ask) == (attempt.Step, attempt.Ask) : attempt.BidderId == bidderId))
            {
                return i;
            }
        }

        return -1;
    }
}
