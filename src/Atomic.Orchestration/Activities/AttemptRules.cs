using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Core.Plans;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Activities;

/// <summary>What is recorded of a model's reply: verified, and priced by the price book.</summary>
public static class AttemptRules
{
    private const int CharactersPerToken = 4;

    /// <summary>The attempt as recorded.</summary>
    /// <param name="order">What was ordered.</param>
    /// <param name="bidder">Who executed.</param>
    /// <param name="payload">What it worked on.</param>
    /// <param name="reply">What it replied.</param>
    /// <param name="passedOn">How many characters of the answer were passed on while it arrived; null where none were.</param>
    public static Attempt Of(AttemptOrder order, Bidder bidder, MicrotaskPayload payload, ModelReply reply, long? passedOn = null)
    {
        // Usage that cannot be is no usage: it must neither lower a bill nor teach anything.
        reply = reply with { InputTokens = reply.InputTokens is >= 0 ? reply.InputTokens : null, OutputTokens = reply.OutputTokens is >= 0 ? reply.OutputTokens : null };
        var (cost, estimated) = Cost(order, bidder, reply, passedOn);
        var attempt = new Attempt
        {
            Step = order.Step,
            Ask = order.Ask,
            BidderId = order.BidderId,
            Model = order.Model,
            ServedModel = reply.ServedModel,
            Prompt = reply.Prompt,
            IdempotencyKey = IdempotencyKeys.OfAttempt(order.MicrotaskId, order.Step, order.Ask),
            Outcome = reply.Outcome,
            Detail = reply.Detail,
            FinishReason = reply.FinishReason,
            Streamed = reply.Streamed || passedOn is not null,
            InputTokens = reply.InputTokens,
            OutputTokens = reply.OutputTokens,
            CostUsd = cost,
            CostIsEstimated = estimated,
            LatencySeconds = Math.Max(0, reply.LatencySeconds),
            Requests = reply.Requests,
        };
        if (reply.Outcome != AttemptOutcome.Succeeded)
            return attempt;
        var verified = VerdictsOn(Verified(attempt, payload, reply), order.Verify);
        return order.Agreement is { } agreement && verified.Output is { } answer
            ? verified with { OutputHash = AnswerComparer.HashOf(answer, payload.OutputSchema is not null, agreement) }
            : verified;
    }

    private static Attempt Verified(Attempt attempt, MicrotaskPayload payload, ModelReply reply)
    {
        var answer = reply.Output is { ValueKind: not JsonValueKind.Undefined } output ? ChoicesVerification.Verify(output, payload.OutputSchema) : AnswerVerification.Verify(reply.Text, payload.OutputSchema);
        return answer.Output is { } valid
            ? attempt with { Output = valid, Verifications = answer.Checks, Repairs = answer.Repairs }
            : attempt with { Outcome = AttemptOutcome.InvalidOutput, Detail = answer.Checks[^1].Detail, Verifications = answer.Checks, Rejected = answer.Rejected };
    }

    // A required verifier comes after the schema: what is refused for it is not asked for again, since its bidder would be told what is right.
    private static Attempt VerdictsOn(Attempt attempt, IReadOnlyList<Verifier> verifiers)
    {
        if (attempt.Output is not { } output || verifiers.Count == 0)
            return attempt;
        VerifierVerdict[] verdicts = [.. verifiers.OfType<ImmediateVerifier>().Select(verifier => verifier.Verify(output))];
        return Array.Find(verdicts, static verdict => verdict.Refuses()) is { } refusal
            ? attempt with { Outcome = AttemptOutcome.InvalidOutput, Output = null, Detail = $"The {refusal.Verifier} verifier, which is required, found the answer wrong. {refusal.Detail}", Verdicts = verdicts }
            : attempt with { Verdicts = verdicts };
    }

    // Usage as billed where the endpoint reported it. Where it answered without usage, the prompt as counted and a token per four characters; so too for
    // what was passed on before it broke off. Where it failed, an endpoint that was never reached bills nothing; one that accepted the prompt may have
    // billed it, so that it is booked.
    private static (double CostUsd, bool Estimated) Cost(AttemptOrder order, Bidder bidder, ModelReply reply, long? passedOn)
    {
        if (reply is { InputTokens: { } input, OutputTokens: { } output })
            return (bidder.Price.CostUsd(input, output), reply.TokensAreEstimated);
        if (reply.Outcome == AttemptOutcome.Succeeded || reply.Streamed || passedOn is not null)
            return (bidder.Price.CostUsd(reply.InputTokens ?? order.InputTokens, reply.OutputTokens ?? OutputTokens(reply, passedOn)), true);
        return reply.Outcome is AttemptOutcome.TimedOut or AttemptOutcome.MalformedResponse or AttemptOutcome.InvalidOutput or AttemptOutcome.Declined
            ? (bidder.Price.CostUsd(order.InputTokens, 0), true)
            : (0, false);
    }

    private static int OutputTokens(ModelReply reply, long? passedOn)
    {
        var characters = Math.Max(reply.Text?.Length ?? reply.Output?.GetRawText().Length ?? 0, passedOn ?? 0);
        return (int)Math.Min(characters / CharactersPerToken, int.MaxValue);
    }
}
