using Atomic.Core.Plans;
using Atomic.Evaluation.Sets;

namespace Atomic.Evaluation.Streams;

/// <summary>
/// Executes plans on recorded outcomes as the durable flow executes them on models: a step without an answer is billed and followed by the next one,
/// and answers agree where they are equal, ordinally. Latency was not recorded, so a hedge's second is never asked.
/// </summary>
public sealed class PlanReplay
{
    private readonly Dictionary<string, int> _places;

    /// <summary>Executes plans of those bidders.</summary>
    /// <param name="set">The set.</param>
    public PlanReplay(EvaluationSet set) =>
        _places = set.Models.Select(static (model, place) => (model.Id, place)).ToDictionary(static pair => pair.Id, static pair => pair.place, StringComparer.Ordinal);

    /// <summary>What the plan comes to.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="outcomes">The recorded outcomes of the task.</param>
    /// <exception cref="ArgumentException">The plan has a form that cannot be executed here.</exception>
    public PlanRun Run(Plan plan, IReadOnlyList<RecordedOutcome> outcomes)
    {
        var called = new List<int>(plan.Steps.Count);
        var answer = plan switch
        {
            SinglePlan or FallbackPlan => FirstAnswer(plan.Steps, outcomes, called),
            AgreePlan agree => Agreed(agree, outcomes, called) ?? FirstAnswer([agree.Else, .. agree.Backups], outcomes, called),
            VotePlan vote => Voted(vote, outcomes, called) ?? FirstAnswer(vote.Backups, outcomes, called),
            HedgePlan hedge => FirstAnswer(hedge.Steps, outcomes, called),
            _ => throw new ArgumentException($"{plan.Form} is no form of plan that a recording can be replayed for.", nameof(plan)),
        };
        var cost = 0.0;
        foreach (var model in called)
            cost += outcomes[model].CostUsd;
        return new PlanRun(called, answer is { } answering ? called.IndexOf(answering) : null, answer is { } place && outcomes[place].IsRight, cost);
    }

    private int? FirstAnswer(IReadOnlyList<string> steps, IReadOnlyList<RecordedOutcome> outcomes, List<int> called)
    {
        foreach (var step in steps)
        {
            var model = _places[step];
            called.Add(model);
            if (outcomes[model].IsAnswered)
                return model;
        }

        return null;
    }

    private int? Agreed(AgreePlan plan, IReadOnlyList<RecordedOutcome> outcomes, List<int> called)
    {
        var (first, second) = (_places[plan.First], _places[plan.Second]);
        called.Add(first);
        called.Add(second);
        return outcomes[first] is { Output: { } one } && outcomes[second] is { Output: { } two } && one == two ? first : null;
    }

    private int? Voted(VotePlan plan, IReadOnlyList<RecordedOutcome> outcomes, List<int> called)
    {
        var votes = new Dictionary<string, (double Weight, int Model)>(StringComparer.Ordinal);
        foreach (var voter in plan.Voters)
        {
            var model = _places[voter.Bidder];
            called.Add(model);
            if (outcomes[model].Output is { } output)
                votes[output] = votes.TryGetValue(output, out var so) ? (so.Weight + voter.Weight, so.Model) : (voter.Weight, model);
        }

        // Of equal weights the earlier voter's answer counts: a dictionary without removals keeps the order.
        return votes.Count == 0 ? null : votes.Values.MaxBy(static vote => vote.Weight).Model;
    }
}
