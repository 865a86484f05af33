using System.Text.Json;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Core.Tests.Composites;

/// <summary>
/// Bidders whose answers hang together by a latent difficulty (Rasch's model, which is not the house's own) and by a wrong answer that tempts them all.
/// What is learned is what a house would see: the attempts that its own awards made, and verdicts on its answers.
/// </summary>
internal sealed class SimulatedMarket
{
    private const int Labels = 8;

    private readonly Random _random;
    private readonly (string Id, double Ability, double PriceUsd)[] _bidders;
    private readonly double _spread;
    private readonly double _temptation;

    public SimulatedMarket(int seed, double spread, double temptation, params (string Id, double Ability, double PriceUsd)[] bidders)
    {
        (_random, _bidders, _spread, _temptation) = (new Random(seed), bidders, spread, temptation);
        Record = KindRecord.Empty("simulated");
    }

    public KindRecord Record { get; private set; }

    public Policy Policy { get; init; } = new() { ValueUsd = 0.02, LatencyUsdPerSecond = 0, MaxAttempts = 3 };

    public IReadOnlyList<PlanForm> Forms { get; init; } = [PlanForm.Agree, PlanForm.Vote];

    /// <summary>Whether a verdict names the right answer.</summary>
    public Func<double, bool> Labelled { get; init; } = static _ => true;

    public BidBook Book() => new()
    {
        Bids = [.. _bidders.Select(bidder => BidEstimator.Estimate(Definition(bidder.Id, bidder.PriceUsd), Record.Of(bidder.Id), 100))],
        NoBids = [],
        MarketVersion = "m",
        TrackRecordVersion = Record.Version,
        Pairs = PairEvidence.Among(Record, _bidders.Select(static bidder => bidder.Id).ToHashSet()),
    };

    public AuctionRequest Request(int number) => new()
    {
        MicrotaskId = $"mt-{number}",
        Policy = Policy,
        Book = Book(),
        PlanForms = Forms,
        Gamma = ExplorationSchedule.Gamma(20, Record.Version),
    };

    /// <summary>One microtask: what every bidder would answer, with the right answer 0.</summary>
    public Dictionary<string, int> Draw()
    {
        var difficulty = _spread * Normal();
        var temptation = 1 + _random.Next(Labels - 1);
        return _bidders.ToDictionary(static bidder => bidder.Id, bidder =>
            _random.NextDouble() < 1 / (1 + Math.Exp(difficulty - bidder.Ability)) ? 0
            : _random.NextDouble() < _temptation ? temptation
            : 1 + _random.Next(Labels - 1));
    }

    /// <summary>What a plan makes of the answers: who was asked in which step, and whose answer counts.</summary>
    public static (List<(int Step, string Id)> Asked, int Answer) Execute(Plan plan, Dictionary<string, int> answers)
    {
        switch (plan)
        {
            case AgreePlan agree when answers[agree.First] == answers[agree.Second]:
                return ([(0, agree.First), (1, agree.Second)], 0);
            case AgreePlan agree:
                return ([(0, agree.First), (1, agree.Second), (2, agree.Else)], 2);
            case VotePlan vote:
                var asked = vote.Voters.Select(static (voter, step) => (step, voter.Bidder)).ToList();
                var best = vote.Voters.GroupBy(voter => answers[voter.Bidder]).MaxBy(static group => group.Sum(static voter => voter.Weight))!;
                return (asked, asked.FindIndex(step => answers[step.Bidder] == best.Key));
            default:
                return ([(0, plan.Steps[0])], 0);
        }
    }

    /// <summary>Executes a plan and learns from it.</summary>
    public (bool Right, double CostUsd) Play(Plan plan)
    {
        var answers = Draw();
        var (asked, answer) = Execute(plan, answers);
        var attempts = asked.ConvertAll(step => AttemptOf(step.Step, step.Id, answers[step.Id]));
        var score = answers[asked[answer].Id] == 0 ? 1.0 : 0;
        Record = Record.After(AttemptObservations.Settled(plan, attempts));
        var verdict = new Verdict(score, Labelled(score) ? "a0" : null);
        Record = Record.After(AttemptObservations.Judged(plan, attempts, answer, Rightness.Of(attempts, answer, verdict, typed: true)));
        return (score > 0, attempts.Sum(static attempt => attempt.CostUsd));
    }

    /// <summary>The share of right answers and the mean cost of a plan, by drawing; learns nothing.</summary>
    public (double Success, double CostUsd) Truth(Plan plan, int draws)
    {
        var (right, cost) = (0, 0.0);
        for (var i = 0; i < draws; i++)
        {
            var answers = Draw();
            var (asked, answer) = Execute(plan, answers);
            if (answers[asked[answer].Id] == 0) right++;
            cost += asked.Sum(step => PriceOf(step.Id));
        }

        return (right / (double)draws, cost / draws);
    }

    private double PriceOf(string id) => _bidders.Single(bidder => bidder.Id == id).PriceUsd;

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private Attempt AttemptOf(int step, string id, int answer) => new()
    {
        Step = step,
        BidderId = id,
        Model = id,
        IdempotencyKey = "k",
        Outcome = AttemptOutcome.Succeeded,
        Output = JsonSerializer.SerializeToElement($"a{answer}"),
        OutputTokens = 10,
        CostUsd = PriceOf(id),
        LatencySeconds = 1,
    };

    private static Bidder Definition(string id, double priceUsd) => new()
    {
        Id = id,
        Model = id,
        Source = BidderSource.OpenAiCompatible,
        Price = new TokenPrice(0, 0, priceUsd),
    };
}
