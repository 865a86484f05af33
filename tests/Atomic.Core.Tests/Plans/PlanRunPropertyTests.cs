using Atomic.Core.Decisions;
using Atomic.Core.Plans;
using CsCheck;

namespace Atomic.Core.Tests.Plans;

/// <summary>Whatever the bidders do, in whatever order, a plan keeps what it promises.</summary>
public sealed class PlanRunPropertyTests
{
    private static readonly Gen<Plan> s_plan = Gen.OneOf<Plan>(
        Gen.Const<Plan>(new SinglePlan("a")),
        Gen.Int[2, 4].Select(static Plan (count) => new FallbackPlan(Ids(0, count))),
        Gen.Int[0, 2].Select(static Plan (backups) => new AgreePlan("a", "b", "c", Ids(3, backups))),
        Gen.Select(Gen.Int[0, 2], Gen.Double[-0.5, 6], static Plan (backups, after) => new HedgePlan("a", "b", after, Ids(2, backups))),
        Gen.Select(Gen.Int[0, 2], Gen.Double[-1, 2].Array[3, 5], static Plan (backups, weights) =>
            new VotePlan([.. weights.Select(static (weight, i) => new Voter(Id(i), weight))], Ids(weights.Length, backups))));

    private static readonly Gen<PlanTerms> s_terms =
        from plan in s_plan
        from asks in Gen.Int[1, 2]
        from costs in Gen.Double[0, 0.01].Array[plan.Steps.Count]
        from chances in Gen.Double[0, 1].Array[plan.Steps.Count]
        from latency in Gen.Double[0.1, 4]
        from reserved in Gen.Double[0.001, 0.05].Nullable()
        from limit in Gen.Double[0.005, 0.05].Nullable()
        from deadline in Gen.Double[1, 20]
        from holds in Gen.Bool
        select new PlanTerms
        {
            Plan = plan,
            Bids = [.. plan.Steps.Select((id, i) => PlanCases.Bid(id, costs[i], latency, chances[i]) with { MostCostUsd = costs[i] * 1.5 })],
            AsksPerStep = asks,
            MaxCostUsd = limit,
            ReservedUsd = reserved is { } held ? Math.Max(held, costs[0] * 1.5) : null,
            AcceptedAt = PlanCases.Start,
            DeadlineSeconds = deadline,
            HoldsLatency = holds,
        };

    // What happens next: which of those under way ends, how, with what answer, at what part of its worst cost, and how long that takes.
    private static readonly Gen<(int Which, int How, int Answer, double Cost, double Seconds)> s_event =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 2], Gen.Double[0, 1], Gen.Double[0, 3]);

    [Fact]
    public void Next_AnySequenceOfOutcomes_EndsWithinItsBoundsAndItsMoney() => Gen.Select(s_terms, s_event.Array[60]).Sample(static (terms, events) =>
    {
        var run = new PlanRun(terms);
        var now = PlanCases.Start;
        var seen = new HashSet<PlanAsk>();
        foreach (var (which, how, answer, cost, seconds) in events)
        {
            var move = run.Next(now);
            run.Next(now).ShouldSatisfyAllConditions(
                again => again.Start.ShouldBe(move.Start), again => again.IsDone.ShouldBe(move.IsDone), again => again.Answer.ShouldBe(move.Answer));
            foreach (var order in move.Start)
            {
                seen.Add(order.Ask).ShouldBeTrue("no asking is made twice");
                order.Ask.Ask.ShouldBeInRange(1, terms.AsksPerStep);
                (order.Ask.Ask == 2).ShouldBe(order.Rejected is not null);
                StartLeavesTheRestAsItWas(terms, run, move, now);
            }

            foreach (var order in move.Start) run.Begin(order.Ask, now);
            Spent(terms, run);
            if (move.IsDone)
            {
                IsDone(terms, run, move, now);
                return;
            }

            var underWay = run.UnderWay.ToArray();
            underWay.ShouldNotBeEmpty("a plan that waits has something to wait for");
            now = now.AddSeconds(seconds);
            if (move.WakeAt is { } wakeAt && now >= wakeAt && which > 4)
            {
                now = wakeAt;
                continue;
            }

            var ask = underWay[which % underWay.Length].Ask;
            run.End(EndOf(ask, how, answer) with { CostUsd = cost * terms.Bids[ask.Step].MostCostUsd!.Value });
        }

        throw new InvalidOperationException("The plan did not end.");
    }, iter: 5_000);

    // Whoever folds history sees one start after the other; after each, the plan still wants the others.
    private static void StartLeavesTheRestAsItWas(PlanTerms terms, PlanRun run, PlanMove move, DateTimeOffset now)
    {
        var fold = new PlanRun(terms);
        foreach (var start in run.Started) fold.Begin(start.Ask, start.At);
        foreach (var attempt in run.Ended) fold.End(attempt);
        foreach (var order in move.Start)
        {
            fold.Next(now).Start[0].ShouldBe(order);
            fold.Begin(order.Ask, now);
        }

        fold.Next(now).Start.ShouldBeEmpty();
    }

    private static void Spent(PlanTerms terms, PlanRun run)
    {
        var worst = run.Ended.Sum(static attempt => attempt.CostUsd) + run.UnderWay.Sum(start => terms.Bids[start.Ask.Step].MostCostUsd!.Value);
        if (terms.ReservedUsd is { } reserved) worst.ShouldBeLessThanOrEqualTo(reserved + 1e-8);
    }

    private static void IsDone(PlanTerms terms, PlanRun run, PlanMove move, DateTimeOffset now)
    {
        move.Start.ShouldBeEmpty("nothing is asked once the plan is decided");
        if (move.Answer is { } answer)
        {
            answer.Outcome.ShouldBe(AttemptOutcome.Succeeded);
            run.Ended.ShouldContain(answer);
        }
        else
        {
            (run.Ended.All(static attempt => attempt.Outcome != AttemptOutcome.Succeeded) || run.Ended.Any(static attempt => attempt.Streamed)).ShouldBeTrue(
                "a valid answer is better than none");
        }

        // A decision holds whatever those that are still under way would have said.
        if (terms.Plan is not VotePlan || move.Answer is null) return;
        foreach (var text in (string[])["0", "1", "2", "other"])
        {
            var other = new PlanRun(terms);
            foreach (var start in run.Started) other.Begin(start.Ask, start.At);
            foreach (var attempt in run.Ended) other.End(attempt);
            foreach (var start in run.UnderWay.ToArray()) other.End(PlanCases.Answer(start.Ask, text));
            other.Next(now).Answer!.OutputHash.ShouldBe(move.Answer.OutputHash);
        }
    }

    private static Attempt EndOf(PlanAsk ask, int how, int answer) => how switch
    {
        < 5 => PlanCases.Answer(ask, $"{answer}"),
        < 7 => PlanCases.Refused(ask),
        7 => PlanCases.Failure(ask) with { Streamed = answer == 0 },
        _ => PlanCases.Failure(ask),
    };

    private static string[] Ids(int from, int count) => [.. Enumerable.Range(from, count).Select(Id)];

    private static string Id(int i) => $"{(char)('a' + i)}";
}
