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
    private const double UsdPerMTok = 1e6;

    private readonly RoutingSettings _settings;
    private readonly PacedValue? _value;
    private readonly IReadOnlyList<Bidder> _byTheToken;
    private readonly Market _market;
    private readonly IReadOnlyList<Bidder> _models;
    private readonly HashSet<string> _ids;
    private readonly RecordedAttempts _attempts;
    private readonly string _draw;
    private readonly Dictionary<string, KindRecord> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContextModel> _contexts = new(StringComparer.Ordinal);
    private LengthPromises _lengths;
    private LengthPromises _lengthsOnAverage;
    private Bid[] _bids = [];
    private ContextFeatures? _features;
    private ContextReading? _reading;

    /// <summary>A house that knows nothing yet.</summary>
    /// <param name="models">The bidders, in the order of the set.</param>
    /// <param name="settings">How it bids, explores and plans.</param>
    /// <param name="value">The caller, who sets V anew for every task; null: a caller whose V stays that of the settings' policy.</param>
    /// <param name="seed">Another seed draws otherwise.</param>
    public AuctionChooser(IReadOnlyList<Bidder> models, RoutingSettings settings, PacedValue? value, int seed)
    {
        _models = models;
        _byTheToken = [.. models.Select(static model => model with { Price = new TokenPrice(0, UsdPerMTok) })];
        _settings = settings;
        _value = value;
        _market = new Market(models);
        _ids = [.. models.Select(static model => model.Id)];
        _attempts = new RecordedAttempts(models);
        _draw = FormattableString.Invariant($"{seed}:");
    }

    /// <summary>How bids held so far that said how long answers are.</summary>
    public LengthPromises Lengths => _lengths;

    /// <summary>How they had held without what the input tells.</summary>
    public LengthPromises LengthsOnAverage => _lengthsOnAverage;

    /// <inheritdoc/>
    public Plan Choose(TaskFacts facts)
    {
        var record = RecordOf(facts.Kind);
        var bids = _bids = new Bid[_models.Count];
        var context = ContextOf(facts.Kind);
        _features = ContextFeatures.Of(facts.Input);
        _reading = context.Read(_features);
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
        Compare(facts, result);

        // As in production: the settlement first, then the judgement of the answers that there are.
        var (settled, judged, measures) = _attempts.ObservationsOf(result, _bids);
        if (_settings.LengthsByInput && measures.Count > 0) ContextOf(facts.Kind).Learn(_features!, measures);
        if (OutcomesOf(judged) is { Count: > 0 } outcomes) ContextOf(facts.Kind).Learn(_reading!, outcomes);
        _records[facts.Kind] = RecordOf(facts.Kind).After(settled).After(judged);
    }

    // At a price of one dollar an output token a bid's cost is its answer's length.
    private void Compare(TaskFacts facts, ChoiceResult result)
    {
        foreach (var revealed in result.Revealed.Where(static revealed => revealed.WasCalled))
        {
            var (bidder, record) = (_byTheToken[revealed.Model], RecordOf(facts.Kind).Of(_models[revealed.Model].Id));
            var context = ContextOf(facts.Kind).ShiftOf(_reading!, bidder.Id);
            _lengths.Add(BidEstimator.Estimate(bidder, record, 0, context: context).CostUsd, revealed.Outcome.OutputTokens);
            _lengthsOnAverage.Add(BidEstimator.Estimate(bidder, record, 0).CostUsd, revealed.Outcome.OutputTokens);
        }
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
