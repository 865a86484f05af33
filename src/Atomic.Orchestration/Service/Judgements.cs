using System.Text.Json;
using Atomic.Core.Contexts;
using Atomic.Core.Decisions;
using Atomic.Core.Extraction;
using Atomic.Core.Learning;
using Atomic.Core.Verifiers;
using Atomic.Core.Specialists;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Telemetry;

namespace Atomic.Orchestration.Service;

/// <summary>
/// Keeps what is said of answers and learns from it: the track records of all who were asked, and the specialists where the right answer is known. Whoever says
/// it, a judgement has a place among those of its microtask, which the store gives out once, and by that place its weight and its learning id.
/// </summary>
/// <param name="feedbacks">Where judgements are kept.</param>
/// <param name="trackRecords">What learns of the bidders.</param>
/// <param name="learner">The specialists.</param>
/// <param name="payloads">Where large payloads are.</param>
public sealed class Judgements(IFeedbackStore feedbacks, ITrackRecordStore trackRecords, IExampleLearner learner, PayloadResolver payloads)
{
    /// <summary>Labels longer than this are no classes of a classifier.</summary>
    private const int MaxLabelLength = 64;

    // No more of an input is looked at by whoever learns from it, so that a store need not keep more.
    private const int MaxExampleText = TextFeatures.MaxCharacters > ContextText.MaxCharacters ? TextFeatures.MaxCharacters : ContextText.MaxCharacters;

    /// <summary>How many judgements of a microtask are kept.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<int> CountAsync(string microtaskId, CancellationToken cancellationToken) => (await feedbacks.ListAsync(microtaskId, cancellationToken)).Count;

    /// <summary>
    /// Keeps a judgement and learns from it what those before it have not taught. A crash between the two loses nothing: what is said again is found at its
    /// place and learned again, and the learning id makes it count once.
    /// </summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="judgement">What was said.</param>
    /// <param name="answer">Tells of the answer; asked only where there is something to learn.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FeedbackReceipt> TakeAsync(
        string microtaskId, Feedback judgement, Func<CancellationToken, Task<JudgedAnswer>> answer, CancellationToken cancellationToken)
    {
        var before = await feedbacks.AddAsync(microtaskId, judgement, cancellationToken);
        var kept = await feedbacks.ListAsync(microtaskId, cancellationToken);
        var place = before >= 0 ? before : PlaceOf(kept, judgement);
        var weight = place < 0 ? 0 : JudgementWeight.Of(kept, place);
        var learned = weight > 0 && await LearnAsync(await answer(cancellationToken), judgement, place, weight, cancellationToken);
        return new FeedbackReceipt(microtaskId, before >= 0, learned);
    }

    /// <summary>Learns from answers that were refused for their verdict, where none was accepted: there is no answer then that anybody could say something of.</summary>
    /// <param name="refused">The microtask that has no answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<bool> LearnRefusedAsync(JudgedAnswer refused, CancellationToken cancellationToken)
    {
        if (VerdictRules.RightnessOf(refused.Attempts) is not { } rightness)
            return false;
        var trust = refused.Attempts.Max(static attempt => VerdictRules.Of(attempt.Verdicts)?.Trust ?? 0);
        var lesson = AttemptObservations.Judged(refused.Plan, refused.Attempts, -1, rightness, refused.Bids, trust);
        return await LearnAsync(IdempotencyKeys.OfVerdict(refused.MicrotaskId), refused.Scope, lesson, cancellationToken);
    }

    private static int PlaceOf(IReadOnlyList<Feedback> kept, Feedback judgement)
    {
        for (var i = 0; i < kept.Count; i++)
        {
            if (kept[i] with { ReceivedAt = judgement.ReceivedAt } == judgement) return i;
        }

        return -1;
    }

    private async Task<bool> LearnAsync(JudgedAnswer answer, Feedback judgement, int place, double weight, CancellationToken cancellationToken)
    {
        var learningId = IdempotencyKeys.OfFeedback(answer.MicrotaskId, place);
        var observations = ObservationsOf(answer, judgement, weight);
        var counted = await LearnAsync(learningId, answer.Scope, observations, cancellationToken);
        var (label, outcomes) = (RightAnswer(answer, judgement), OutcomesOf(observations));
        var concerns = DemonstrationRules.Concerns(answer, judgement);
        if ((label is not null || outcomes.Count > 0 || concerns) && await InputAsync(answer, cancellationToken) is { } input)
        {
            var text = Cut(InputText.Of(input.Input));
            var source = concerns ? DemonstrationRules.SourceOf(answer, judgement, input, text) : null;
            if (label is not null || outcomes.Count > 0 || source is not null)
                await learner.LearnAsync(new VerifiedExample(learningId, answer.Scope, text, label) { Weight = answer.AuditWeight, Outcomes = outcomes, Source = source, Vector = answer.Vector }, cancellationToken);
        }

        return counted;
    }

    private async Task<bool> LearnAsync(string learningId, string scope, Observations observations, CancellationToken cancellationToken)
    {
        var receipt = await trackRecords.LearnAsync(learningId, scope, observations, cancellationToken);
        if (receipt.Counted)
            CalibrationMetrics.Compared(LearningScope.KindOf(scope), observations);
        return receipt.Counted;
    }

    // What verifiers found of each attempt says more than what follows from the answer. Where the attempts are not known any more, a judgement tells of the answer alone.
    private static Observations ObservationsOf(JudgedAnswer answer, Feedback judgement, double weight)
    {
        if (answer.Place < 0)
            return new Observations([new Observation { BidderId = answer.BidderId, Score = judgement.Score, Trust = weight }]);
        var rightness = (judgement.Signal == Signal.Verifier ? VerdictRules.RightnessOf(answer.Attempts) : null)
            ?? Rightness.Of(answer.Attempts, answer.Place, new Verdict(judgement.Score, judgement.Label), answer.IsTyped);
        return AttemptObservations.Judged(answer.Plan, answer.Attempts, answer.Place, rightness, answer.Bids, weight);
    }

    // Where wrong answers are judged less often than right ones, what is judged says as much of who judges as of the input.
    private static IReadOnlyList<ContextOutcome> OutcomesOf(Observations observations) =>
    [
        .. observations.Bidders
            .Where(static observation => observation is { Score: { } score, IfLabelled: null, Trust: > 0 } && double.IsFinite(score))
            .Select(static observation => new ContextOutcome(observation.BidderId, Math.Clamp(observation.Score!.Value, 0, 1), Math.Min(observation.Trust, 1))),
    ];

    // A verifier that says right may have looked at the form alone; a label is the right answer itself.
    private static string? RightAnswer(JudgedAnswer answer, Feedback judgement)
    {
        if (judgement.Trust < SignalTrust.OfExamples)
            return null;
        var label = judgement.Label ?? (judgement is { Signal: Signal.Feedback, Score: >= 1 } ? Named(answer) : null);
        if (label is not null && AnswerFields.IsObject(label))
            return AnswerFields.TryParse(label, out _) ? label : null;
        return label is { Length: > 0 and <= MaxLabelLength } && !label.AsSpan().ContainsAny('\n', '\r') ? label : null;
    }

    private static string? Named(JudgedAnswer answer) => answer.Output switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } fields when answer.IsTyped => fields.GetRawText(),
        _ => null,
    };

    private async Task<MicrotaskPayload?> InputAsync(JudgedAnswer answer, CancellationToken cancellationToken) =>
        answer.Payload is { } reference ? await payloads.FindAsync(reference, cancellationToken) : null;

    private static string Cut(string text) =>
        text.Length <= MaxExampleText ? text : text[..(char.IsHighSurrogate(text[MaxExampleText - 1]) ? MaxExampleText - 1 : MaxExampleText)];
}
