using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Errors;
using Atomic.Core.Learning;
using Atomic.Core.Specialists;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Decisions;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Telemetry;

namespace Atomic.Orchestration.Service;

/// <summary>What feedback teaches: the track records of all who were asked, and the specialists where the right answer is known.</summary>
/// <param name="client">The host, for the microtask's payload.</param>
/// <param name="feedbacks">Where feedback is kept.</param>
/// <param name="trackRecords">What learns of the bidder.</param>
/// <param name="learner">The specialists.</param>
/// <param name="payloads">Where large payloads are.</param>
/// <param name="barrier">Durability.</param>
public sealed class Teaching(
    IOrchestrationClient client,
    IFeedbackStore feedbacks,
    ITrackRecordStore trackRecords,
    IExampleLearner learner,
    PayloadResolver payloads,
    IDurabilityBarrier barrier)
{
    /// <summary>Labels longer than this are no classes of a classifier.</summary>
    private const int MaxLabelLength = 64;

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
        if ((await feedbacks.ListAsync(id, cancellationToken)).Count >= MaxFeedback)
            return new Problem(ErrorCodes.Conflict, $"Microtask {id} has {MaxFeedback} judgements already, which is as many as are kept; the first one is what was learned.");

        var before = await feedbacks.AddAsync(id, feedback, cancellationToken);
        var learned = false;

        // A crash between keeping and learning must not lose the lesson: what repeats the first judgement learns again, and the learning id makes it count once.
        if (before <= 0 && await IsFirstAsync(id, feedback, cancellationToken))
            learned = await LearnAsync(id, scope, bidderId, progress, feedback, cancellationToken);
        await barrier.WaitUntilDurableAsync(cancellationToken);
        return new FeedbackReceipt(id, before >= 0, learned);
    }

    private async Task<bool> IsFirstAsync(string id, Feedback feedback, CancellationToken cancellationToken)
    {
        var first = (await feedbacks.ListAsync(id, cancellationToken))[0];
        return first with { ReceivedAt = feedback.ReceivedAt } == feedback;
    }

    private async Task<bool> LearnAsync(
        string id, string scope, string bidderId, MicrotaskProgress progress, Feedback feedback, CancellationToken cancellationToken)
    {
        var learningId = IdempotencyKeys.OfFeedback(id);
        var history = DecisionHistory.Fold(await client.GetHistoryAsync(id, cancellationToken));
        var observations = ObservationsOf(history, bidderId, feedback);
        var receipt = await trackRecords.LearnAsync(learningId, scope, observations, cancellationToken);
        if (receipt.Counted)
            CalibrationMetrics.Compared(LearningScope.KindOf(scope), observations);
        if (RightAnswer(progress, feedback) is { } label && await TextAsync(history, cancellationToken) is { } text)
            await learner.LearnAsync(new VerifiedExample(learningId, scope, text, label) { Weight = WeightOf(history) }, cancellationToken);
        return receipt.Counted;
    }

    // The verdict on the answer tells of the other attempts as well. Where history has no attempts any more, it tells of the answer alone.
    private static Observations ObservationsOf(DecisionHistory history, string bidderId, Feedback feedback)
    {
        var attempts = history.Attempts;
        var answer = AnswerOf(history, bidderId);
        if (answer >= 0)
        {
            var rightness = Rightness.Of(attempts, answer, new Verdict(feedback.Score, feedback.Label), history.Accepted?.HasOutputSchema ?? false);
            return AttemptObservations.Judged(history.Award?.Plan, attempts, answer, rightness, history.Book?.Bids);
        }

        return new Observations([new Observation { BidderId = bidderId, Score = feedback.Score }]);
    }

    private static int AnswerOf(DecisionHistory history, string bidderId)
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

    private static string? RightAnswer(MicrotaskProgress progress, Feedback feedback)
    {
        var label = feedback.Label ?? (feedback.Score >= 1 && progress.Output is { ValueKind: JsonValueKind.String } output ? output.GetString() : null);
        return label is { Length: > 0 and <= MaxLabelLength } && !label.AsSpan().ContainsAny('\n', '\r') ? label : null;
    }

    private static double WeightOf(DecisionHistory history) => history is { Book: { } book, Award: { } award } ? AuditShare.Weight(book, award) : 1;

    private async Task<string?> TextAsync(DecisionHistory history, CancellationToken cancellationToken) =>
        history.Accepted is { } accepted && await payloads.FindAsync(accepted.Payload, cancellationToken) is { } payload ? InputText.Of(payload.Input) : null;
}
