using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Core.Plans;
using static Atomic.Core.Tests.Explanations.DecisionRecordCases;

namespace Atomic.Core.Tests.Explanations;

/// <summary>Decision records of composite plans, second askings, repairs and streams, over the market of <see cref="DecisionRecordCases"/>.</summary>
internal static class PlanRecordCases
{
    private const string Mini = "gpt-4o-mini-eu";
    private const string Llama = "llama-3.1-8b-local";
    private const string Mistral = "mistral-large-eu";
    private const string Tiny = "tiny-local";

    private static readonly AgreePlan s_agree = new(Mini, Llama, Mistral, [Tiny]);
    private static readonly VotePlan s_vote = new([new(Mini, 2.6), new(Llama, 1.94), new(Tiny, 0.32)], [Mistral]);
    private static readonly HedgePlan s_hedge = new(Mini, Llama, 1.3, [Tiny]);

    public static DecisionRecord Agreed => Ended(s_agree, [(0, 1, 0.03), (1, 1, 0.03)], [Says(0, Mini, "billing"), Says(1, Llama, "billing")], new(0, 1));

    public static DecisionRecord Disagreed => Ended(
        s_agree, [(0, 1, 0.03), (1, 1, 0.03), (2, 1, 1.93)], [Says(0, Mini, "billing"), Says(1, Llama, "support"), Says(2, Mistral, "billing")], new(2, 1));

    public static DecisionRecord BetterThanNone => Ended(
        s_agree,
        [(0, 1, 0.03), (1, 1, 0.03), (2, 1, 1.93), (3, 1, 2.5)],
        [Says(0, Mini, "billing"), Says(1, Llama, "support"), Fails(2, Mistral), Fails(3, Tiny)],
        new(0, 1));

    public static DecisionRecord Voted => Ended(
        s_vote, [(0, 1, 0.03), (1, 1, 0.03), (2, 1, 0.03)], [Says(2, Tiny, "sales"), Says(0, Mini, "billing"), Says(1, Llama, "billing")], new(0, 1));

    public static DecisionRecord Hedged => Ended(
        s_hedge, [(0, 1, 0.03), (1, 1, 1.33)], [Says(1, Llama, "billing"), Fails(0, Mini, AttemptOutcome.Cancelled, "The plan was decided while the endpoint was at work; the bid's p90 cost is booked.")], new(1, 1));

    public static DecisionRecord HedgeFailed => Ended(s_hedge, [(0, 1, 0.03), (1, 1, 0.4)], [Fails(0, Mini), Says(1, Llama, "billing")], new(1, 1));

    public static DecisionRecord AskedAgain => Ended(
        new FallbackPlan([Mini, Llama]),
        [(0, 1, 0.03), (0, 2, 0.7)],
        [
            Fails(0, Mini, AttemptOutcome.InvalidOutput, "The answer does not meet the schema at '/team': it is not one of the values that are allowed.") with
            {
                Rejected = new RejectedAnswer("""{"team":"refunds"}""", ["/team is not one of the values that are allowed"]),
                Verifications = [new("not-empty", true), new("json", true), new("output-schema", false, "/team is not one of the values that are allowed.")],
            },
            Says(0, Mini, "billing", ask: 2) with { Repairs = ["code-fence", "trailing-comma"] },
        ],
        new(0, 2));

    public static DecisionRecord NotAskedAgain => Ended(
        new FallbackPlan([Mini, Llama]),
        [(0, 1, 0.03), (1, 1, 0.7)],
        [Fails(0, Mini, AttemptOutcome.InvalidOutput, "The answer is not JSON.") with { Rejected = new RejectedAnswer("Billing.", ["It is not JSON"]) }, Says(1, Llama, "billing")],
        new(1, 1));

    public static DecisionRecord BrokeOff => Ended(
        new FallbackPlan([Mini, Llama]), [(0, 1, 0.03)], [Fails(0, Mini, AttemptOutcome.ServerError, "The stream ended in the middle.") with { Streamed = true }], null) with
    {
        StatusDetail = $"A part of the answer of {Mini} had been passed on when it failed, so nobody else could answer in its place. {Mini}: The stream ended in the middle.",
    };

    public static DecisionRecord Streamed => Ended(
        new FallbackPlan([Mini, Llama]), [(0, 1, 0.03)], [Says(0, Mini, "billing") with { Streamed = true, FinishReason = "length" }], new(0, 1));

    public static DecisionRecord AtWork => Ended(s_agree, [(0, 1, 0.03), (1, 1, 0.03)], [], null) with { Status = MicrotaskStatus.Running, EndedAt = null, Settlement = null };

    public static IReadOnlyDictionary<string, DecisionRecord> Cases { get; } = new Dictionary<string, DecisionRecord>
    {
        ["agreed"] = Agreed,
        ["disagreed"] = Disagreed,
        ["better-than-none"] = BetterThanNone,
        ["voted"] = Voted,
        ["hedged"] = Hedged,
        ["hedge-failed"] = HedgeFailed,
        ["asked-again"] = AskedAgain,
        ["not-asked-again"] = NotAskedAgain,
        ["broke-off"] = BrokeOff,
        ["streamed"] = Streamed,
        ["at-work"] = AtWork,
    };

    private static Attempt Says(int step, string bidder, string team, int ask = 1) => new()
    {
        Step = step,
        Ask = ask,
        BidderId = bidder,
        Model = $"model of {bidder}",
        IdempotencyKey = $"mt-01jncw5v2e8m9x4t7r3q6k0hbz/{step}/{ask}",
        Outcome = AttemptOutcome.Succeeded,
        Output = DecisionRecordCases.Json($$"""{"team":"{{team}}"}"""),
        OutputHash = team,
        InputTokens = 435,
        OutputTokens = 11,
        CostUsd = 0.0000792,
        LatencySeconds = 0.62,
        Verifications = [new("not-empty", true), new("json", true), new("output-schema", true)],
    };

    private static Attempt Fails(int step, string bidder, AttemptOutcome outcome = AttemptOutcome.ServerError, string detail = "It answered with HTTP 503.") => new()
    {
        Step = step,
        BidderId = bidder,
        Model = $"model of {bidder}",
        IdempotencyKey = $"mt-01jncw5v2e8m9x4t7r3q6k0hbz/{step}",
        Outcome = outcome,
        Detail = detail,
        CostUsd = 0.0000863,
        CostIsEstimated = true,
        LatencySeconds = outcome == AttemptOutcome.Cancelled ? 0 : 0.37,
    };

    private static DecisionRecord Ended(Plan plan, (int Step, int Ask, double At)[] starts, Attempt[] attempts, PlanAsk? answer)
    {
        var record = AwaitingAttempt with { Award = AwaitingAttempt.Award! with { Plan = plan, AsksPerStep = 2, ReservedUsd = 0.002 } };
        return record with
        {
            Status = answer is null ? MicrotaskStatus.Failed : MicrotaskStatus.Succeeded,
            Started = [.. starts.Select(static start => new AttemptStart(start.Step, At(start.At), 1) { Ask = start.Ask })],
            Attempts = attempts,
            Answer = answer,
            EndedAt = At(3.1),
            Settlement = new Settlement
            {
                CostUsd = attempts.Sum(static attempt => attempt.CostUsd),
                ReservedUsd = 0.002,
                TrackRecordVersion = 302,
                Attempts = [.. attempts.Select(static attempt => new SettledAttempt(attempt.BidderId, attempt.Outcome, 0.00008, attempt.CostUsd, 0.6, attempt.LatencySeconds, 0.9))],
            },
        };
    }
}
