using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Contexts;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Core.Plans;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Routing;

/// <summary>Atomic itself: bids from track records, the auction, and what production learns from a settlement and from feedback. Nothing here decides.</summary>
public sealed class AuctionChooser : IChooser
{
    private readonly RoutingSettings _settings;
    private readonly PacedValue? _value;
    private readonly Market _market;
    private readonly IReadOnlyList<Bidder> _models;
    private readonly HashSet<string> _ids;
    private readonly RecordedAttempts _attempts;
    private readonly string _draw;
    private readonly Dictionary<string, KindRecord> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContextModel> _contexts = new(StringComparer.Ordinal);
    private Bid[] _bids = [];
    private ContextReading? _reading;

    /// <summary>A house that knows nothing yet.</summary>
    /// <param name="models">The bidders, in the order of the set.</param>
    /// <param name="settings">How it bids, explores and plans.</param>
    /// <param name="value">The caller, who sets V anew for every task; null: a caller whose V stays that of the settings' policy.</param>
    /// <param name="seed">Another seed draws otherwise.</param>
    public AuctionChooser(IReadOnlyList<Bidder> models, RoutingSettings settings, PacedValue? value, int seed)
    {
        _models = models;
        _settings = settings;
        _value = value;
        _market = new Market(models);
        _ids = [.. models.Select(static model => model.Id)];
        _attempts = new RecordedAttempts(models);
        _draw = FormattableString.Invariant($"{seed}:");
    }

    /// <inheritdoc/>
    public Plan Choose(TaskFacts facts)
    {
        var record = RecordOf(facts.Kind);
        var bids = _bids = new Bid[_models.Count];
        var context = ContextOf(facts.Kind);
        _reading = context.Read(ContextFeatures.Of(facts.Input));
        for (var i = 0; i < bids.Length; i++)
            bids[i] = BidEstimator.Estimate(_models[i], record.Of(_models[i].Id), facts.InputTokens[i], context: context.ShiftOf(_reading, _models[i].Id));
        var award = Auction.Clear(new AuctionRequest
        {
            MicrotaskId = _draw + facts.Id,
            Policy = _value is null ? _settings.Policy : _settings.Policy with { ValueUsd = _value.ValueUsd },
            Book = new BidBook
            {
                Bids = bids,
                NoBids = [],
                MarketVersion = _market.Version,
                TrackRecordVersion = record.Version,
                Pairs = _settings.PlanForms.Count == 0 ? null : PairEvidence.Among(record, _ids),
            },
            PlanForms = _settings.PlanForms,
            Optimism = _settings.ExplorationOptimism,
            Gamma = ExplorationSchedule.Gamma(_settings.ExplorationGamma, record.Version),
        });
        return award.Plan!;
    }

    /// <inheritdoc/>
    public void Learn(TaskFacts facts, ChoiceResult result)
    {
        _value?.Spent(result.CostUsd);

        // As in production: the settlement first, then the judgement of the answers that there are.
        var (settled, judged) = _attempts.ObservationsOf(result, _bids);
        if (OutcomesOf(judged) is { Count: > 0 } outcomes) ContextOf(facts.Kind).Learn(_reading!, outcomes);
        _records[facts.Kind] = RecordOf(facts.Kind).After(settled).After(judged);
    }

    private static IReadOnlyList<ContextOutcome> OutcomesOf(Observations judged) =>
        [.. judged.Bidders.Where(static observation => observation.Score is not null).Select(static observation => new ContextOutcome(observation.BidderId, observation.Score!.Value, observation.Trust))];

    private ContextModel ContextOf(string kind)
    {
        if (!_contexts.TryGetValue(kind, out var context)) _contexts.Add(kind, context = new ContextModel());
        return context;
    }

    private KindRecord RecordOf(string kind) => _records.GetValueOrDefault(kind) ?? KindRecord.Empty(kind);
}
