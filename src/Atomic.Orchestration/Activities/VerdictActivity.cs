using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Orchestration.Activities;

/// <summary>
/// Has the answer of a microtask judged that has ended, and learns from what is found: from the verifiers that ran with its attempts, from the operator's programs, and
/// from a judge. Delivered again, it runs the programs again, asks the judge nothing that it has not been asked, and learns nothing twice.
/// </summary>
/// <param name="judgements">Keeps and learns.</param>
/// <param name="programs">The operator's programs.</param>
/// <param name="judge">The judge.</param>
/// <param name="payloads">Where large payloads are.</param>
/// <param name="outputs">Where large answers are.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Told of verdicts; null: nobody is.</param>
public sealed class VerdictActivity(
    Judgements judgements, IVerifierPrograms programs, IAnswerJudge judge, PayloadResolver payloads, OutputStorage outputs, TimeProvider time, ILogger<VerdictActivity>? log = null)
{
    private readonly ILogger _log = log ?? NullLogger<VerdictActivity>.Instance;

    /// <summary>Judges and learns.</summary>
    /// <param name="order">What.</param>
    /// <param name="cancellationToken">The host's.</param>
    public async Task<AnswerVerdict> RunAsync(VerdictOrder order, CancellationToken cancellationToken)
    {
        using var span = MicrotaskSpans.Verdict(order);
        try
        {
            return await FindAsync(order, cancellationToken);
        }
        catch (Exception failure)
        {
            span.Failed(failure);
            throw;
        }
    }

    private async Task<AnswerVerdict> FindAsync(VerdictOrder order, CancellationToken cancellationToken)
    {
        var place = order.AnswerPlace();
        var answer = new JudgedAnswer
        {
            MicrotaskId = order.MicrotaskId,
            Scope = LearningScope.Of(order.Tenant, order.Kind),
            BidderId = place < 0 ? "" : order.Attempts[place].BidderId,
            Plan = order.Plan,
            Attempts = order.Attempts,
            Bids = order.Bids,
            Place = place,
            IsTyped = order.HasOutputSchema,
            Payload = order.Payload,
            Vector = order.Vector,
            AuditWeight = order.AuditWeight,
            Policy = order.Policy,
            AcceptedAt = order.AcceptedAt,
        };
        if (place < 0)
            return new AnswerVerdict { Learned = await judgements.LearnRefusedAsync(answer, cancellationToken) };

        answer = answer with { Output = (await outputs.CheckOutAsync(order.Attempts[place], cancellationToken)).Output };
        var verdict = await VerifyAsync(order, answer, cancellationToken);
        verdict = await JudgeAsync(order, answer, verdict, cancellationToken);
        foreach (var found in verdict.Verdicts)
            OrchestrationLog.Verified(_log, order.MicrotaskId, order.Kind, found.Verifier, found.Score);
        return verdict;
    }

    private async Task<AnswerVerdict> VerifyAsync(VerdictOrder order, JudgedAnswer answer, CancellationToken cancellationToken)
    {
        List<VerifierVerdict> verdicts = [.. answer.Attempts[answer.Place].Verdicts];
        foreach (var verifier in order.Verify.OfType<ExecutableVerifier>())
            verdicts.Add(await RunAsync(verifier, order, answer, cancellationToken));
        if (VerdictRules.Of(verdicts) is not var (found, trust))
            return new AnswerVerdict { Verdicts = verdicts };
        var names = string.Join(", ", verdicts.Where(static verdict => verdict.Score is not null).Select(static verdict => verdict.Verifier).Distinct(StringComparer.Ordinal));
        return await TakeAsync(new AnswerVerdict { Verdicts = verdicts }, answer, Judgement(found, trust, Signal.Verifier, names), cancellationToken);
    }

    private async Task<VerifierVerdict> RunAsync(ExecutableVerifier verifier, VerdictOrder order, JudgedAnswer answer, CancellationToken cancellationToken)
    {
        var finding = await payloads.FindAsync(order.Payload, cancellationToken) is { } payload && answer.Output is { } output
            ? await programs.RunAsync(verifier.Program, ProgramInput.Of(order, payload, output), cancellationToken)
            : ProgramFinding.None("The input or the answer was purged before it could be judged.");
        return new VerifierVerdict(verifier.Name, finding.Score, finding.Detail) { Label = finding.Label, Trust = verifier.Trust ?? SignalTrust.Of(Signal.Verifier) };
    }

    // A judge costs money: nobody is asked whose word would weigh nothing any more.
    private async Task<AnswerVerdict> JudgeAsync(VerdictOrder order, JudgedAnswer answer, AnswerVerdict verdict, CancellationToken cancellationToken)
    {
        if (order.Verify.OfType<JudgeVerifier>().FirstOrDefault() is not { } verifier || !VerificationRules.IsLater(verifier, order.MicrotaskId))
            return verdict;
        var trust = verifier.Trust ?? SignalTrust.Of(Signal.Judge);
        if (verdict.Judgements.Any(made => made.Trust >= trust))
            return With(verdict, new VerifierVerdict(verifier.Name, null, "The verifiers had come to a verdict that weighs as much, so no judge was asked."));
        if (await payloads.FindAsync(order.Payload, cancellationToken) is not { } payload || answer.Output is not { } output)
            return With(verdict, new VerifierVerdict(verifier.Name, null, "The input or the answer was purged before it could be judged."));

        var ruling = await judge.JudgeAsync(new JudgeRequest(order.MicrotaskId, order.Tenant, order.Kind, payload, output, order.Policy, verifier.Rubric), cancellationToken);
        verdict = With(verdict, new VerifierVerdict(verifier.Name, ruling.Score, ruling.Detail) { Trust = trust }) with { JudgeMicrotaskId = ruling.MicrotaskId };
        return ruling.Score is { } score
            ? await TakeAsync(verdict, answer, Judgement(new Verdict(score), trust, Signal.Judge, verifier.Name), cancellationToken)
            : verdict;
    }

    private async Task<AnswerVerdict> TakeAsync(AnswerVerdict verdict, JudgedAnswer answer, Feedback judgement, CancellationToken cancellationToken)
    {
        var receipt = await judgements.TakeAsync(answer.MicrotaskId, judgement, _ => Task.FromResult(answer), cancellationToken);
        return verdict with { Judgements = [.. verdict.Judgements, judgement], Learned = verdict.Learned || receipt.Learned };
    }

    private Feedback Judgement(Verdict found, double trust, Signal signal, string source) => new()
    {
        Score = Math.Clamp(found.Score, 0, 1),
        Label = found.Label,
        Trust = trust,
        Signal = signal,
        Source = source,
        ReceivedAt = time.GetUtcNow(),
    };

    private static AnswerVerdict With(AnswerVerdict verdict, VerifierVerdict one) => verdict with { Verdicts = [.. verdict.Verdicts, one] };
}
