using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Core.Plans;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Routing;

/// <summary>Tells of revealed outcomes as production tells of attempts, so that the same code learns from both.</summary>
/// <param name="models">The set's models as bidders.</param>
internal sealed class RecordedAttempts(IReadOnlyList<Bidder> models)
{
    private const string NoKey = "recorded";

    // With full feedback it is as if all had been asked at once, whatever the others answer.
    private readonly VotePlan _everybody = new([.. models.Select(static model => new Voter(model.Id, 1))], []);

    /// <summary>What the settlement teaches, and what the judgement of every revealed answer teaches.</summary>
    /// <param name="result">What is revealed.</param>
    public (Observations Settled, Observations Judged) ObservationsOf(ChoiceResult result)
    {
        var attempts = new Attempt[result.Revealed.Count];
        var scores = new double?[attempts.Length];
        var isEverybody = result.Revealed.Any(static revealed => !revealed.WasCalled);
        for (var i = 0; i < attempts.Length; i++)
        {
            var (model, wasCalled, outcome) = result.Revealed[i];
            scores[i] = outcome.IsAnswered ? outcome.IsRight ? 1 : 0 : null;
            attempts[i] = new Attempt
            {
                Step = i,
                BidderId = models[model].Id,
                Model = models[model].Model,
                IdempotencyKey = NoKey,
                Outcome = outcome.IsAnswered ? AttemptOutcome.Succeeded : AttemptOutcome.InvalidOutput,
                Output = outcome.Output is { } output ? JsonSerializer.SerializeToElement(output, OutputJson.Default.String) : null,
                OutputTokens = outcome.OutputTokens,
                CostUsd = wasCalled ? outcome.CostUsd : 0,
                LatencySeconds = 0,
            };
        }

        var plan = isEverybody ? _everybody : result.Plan;
        return (AttemptObservations.Settled(plan, attempts), AttemptObservations.Judged(plan, attempts, result.Answer ?? -1, Rightness.Known(scores)));
    }
}
