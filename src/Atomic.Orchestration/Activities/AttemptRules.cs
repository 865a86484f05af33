using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Activities;

/// <summary>What is recorded of a model's reply: verified, and priced by the price book.</summary>
public static class AttemptRules
{
    /// <summary>The attempt as recorded.</summary>
    /// <param name="order">What was ordered.</param>
    /// <param name="bidder">Who executed.</param>
    /// <param name="payload">What it worked on.</param>
    /// <param name="reply">What it replied.</param>
    public static Attempt Of(AttemptOrder order, Bidder bidder, MicrotaskPayload payload, ModelReply reply)
    {
        var (cost, estimated) = Cost(order, bidder, reply);
        var attempt = new Attempt
        {
            Step = order.Step,
            BidderId = order.BidderId,
            Model = order.Model,
            ServedModel = reply.ServedModel,
            IdempotencyKey = IdempotencyKeys.OfAttempt(order.MicrotaskId, order.Step),
            Outcome = reply.Outcome,
            Detail = reply.Detail,
            FinishReason = reply.FinishReason,
            Streamed = reply.Streamed,
            InputTokens = reply.InputTokens,
            OutputTokens = reply.OutputTokens,
            CostUsd = cost,
            CostIsEstimated = estimated,
            LatencySeconds = Math.Max(0, reply.LatencySeconds),
            Requests = reply.Requests,
        };
        return reply.Outcome == AttemptOutcome.Succeeded ? Verified(attempt, payload, reply.Text) : attempt;
    }

    private static Attempt Verified(Attempt attempt, MicrotaskPayload payload, string? text)
    {
        var (output, checks) = AnswerVerification.Verify(text, payload.OutputSchema);
        return output is { } valid
            ? attempt with { Output = valid, Verifications = checks }
            : attempt with { Outcome = AttemptOutcome.InvalidOutput, Detail = checks[^1].Detail, Verifications = checks };
    }

    // Usage as billed where the endpoint reported it. Where it answered without usage, the prompt as counted and a token per four characters.
    // Where it failed, an endpoint that was never reached bills nothing; one that accepted the prompt may have billed it, so that it is booked.
    private static (double CostUsd, bool Estimated) Cost(AttemptOrder order, Bidder bidder, ModelReply reply)
    {
        if (reply is { InputTokens: { } input, OutputTokens: { } output })
            return (bidder.Price.CostUsd(input, output), false);
        if (reply.Outcome == AttemptOutcome.Succeeded)
            return (bidder.Price.CostUsd(reply.InputTokens ?? order.InputTokens, reply.OutputTokens ?? ((reply.Text?.Length ?? 0) / 4)), true);
        return reply.Outcome is AttemptOutcome.TimedOut or AttemptOutcome.MalformedResponse or AttemptOutcome.InvalidOutput or AttemptOutcome.Declined
            ? (bidder.Price.CostUsd(order.InputTokens, 0), true)
            : (0, false);
    }
}
