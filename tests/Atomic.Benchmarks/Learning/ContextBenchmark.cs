using System.Text;
using Atomic.Core.Bids;
using Atomic.Core.Contexts;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using BenchmarkDotNet.Attributes;

namespace Atomic.Benchmarks.Learning;

/// <summary>
/// What it costs to bid by the input: an input of 1 kB, eight bidders, 5,000 inputs learned, whose words are as unevenly spread as those of prose.
/// The target: at most 10 µs a bidder, features and neighbours included.
/// </summary>
[MemoryDiagnoser]
public class ContextBenchmark
{
    private const int Bidders = 8;
    private const int Learned = 5_000;
    private const int Characters = 1_024;
    private const int Words = 20_000;

    private readonly Bidder[] _bidders =
        [.. Enumerable.Range(0, Bidders).Select(static i => new Bidder { Id = $"bidder-{i}", Model = "model", Source = BidderSource.OpenAiCompatible, Price = new TokenPrice(1, 4) })];

    private readonly ContextModel _model = new();
    private readonly Random _random = new(1);
    private readonly Bid[] _bids = new Bid[Bidders];
    private TrackRecord _record = TrackRecord.Empty;
    private ContextFeatures _features = ContextFeatures.Of("");
    private ContextReading _reading = null!;
    private readonly ContextModel _success = new();
    private ContextReading _successReading = null!;
    private ContextMeasure[] _measures = [];
    private ContextOutcome[] _outcomes = [];
    private string _text = "";

    /// <summary>Learns.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        for (var i = 0; i < Learned; i++)
        {
            _outcomes = [.. _bidders.Select(bidder => new ContextOutcome(bidder.Id, _random.Next(2)))];
            _measures = [.. _bidders.Select(bidder => new ContextMeasure(bidder.Id, 300, _random.Next(20, 400), 1 + _random.NextDouble()))];
            var learned = ContextFeatures.Of($"{(i % 2 == 0 ? "essay" : "reply")} {Prose()}");
            _success.Learn(_success.Read(learned), _outcomes);
            _model.Learn(_model.Read(learned), _outcomes);
            _model.Learn(learned, [.. _measures.Select(measure => measure with { OutputTokens = i % 2 == 0 ? 300 : 50, Seconds = i % 2 == 0 ? 3 : 1 })]);
        }

        for (var i = 0; i < 500; i++) _record = _record.After(new Observation { BidderId = "bidder-0", Score = i % 2 });
        _text = Prose();
        _features = ContextFeatures.Of(_text);
        _reading = _model.Read(_features);
        _successReading = _success.Read(_features);
    }

    /// <summary>The features of the input.</summary>
    [Benchmark]
    public ContextFeatures Features() => ContextFeatures.Of(_text);

    /// <summary>The reading of the features: weights and neighbours.</summary>
    [Benchmark]
    public ContextReading Read() => _model.Read(_features);

    /// <summary>What the reading tells of one bidder.</summary>
    [Benchmark]
    public ContextShift Shift() => _model.ShiftOf(_reading, "bidder-3");

    /// <summary>From the text to one bid.</summary>
    [Benchmark]
    public Bid One() => BidOf(_model.Read(ContextFeatures.Of(_text)), 0);

    /// <summary>From the text to eight bids.</summary>
    [Benchmark]
    public Bid[] Eight()
    {
        var reading = _model.Read(ContextFeatures.Of(_text));
        for (var i = 0; i < Bidders; i++) _bids[i] = BidOf(reading, i);
        return _bids;
    }

    /// <summary>The same without lengths and latencies.</summary>
    [Benchmark]
    public Bid[] EightOfSuccess()
    {
        var reading = _success.Read(ContextFeatures.Of(_text));
        for (var i = 0; i < Bidders; i++) _bids[i] = BidEstimator.Estimate(_bidders[i], _record, 300, context: _success.ShiftOf(reading, _bidders[i].Id));
        return _bids;
    }

    /// <summary>What the reading tells of one bidder's success alone.</summary>
    [Benchmark]
    public ContextShift ShiftOfSuccess() => _success.ShiftOf(_successReading, "bidder-3");

    /// <summary>Learns the lengths and latencies of all eight.</summary>
    [Benchmark]
    public void Measure() => _model.Learn(_features, _measures);

    /// <summary>Learns the outcomes of all eight.</summary>
    [Benchmark]
    public void Learn() => _model.Learn(_reading, _outcomes);

    private Bid BidOf(ContextReading reading, int bidder) => BidEstimator.Estimate(_bidders[bidder], _record, 300, context: _model.ShiftOf(reading, _bidders[bidder].Id));

    // Zipf's law: the rank of a word is the exponential of a uniform figure.
    private string Prose()
    {
        var text = new StringBuilder(Characters + 16);
        while (text.Length < Characters)
        {
            for (var rank = (int)Math.Pow(Words, _random.NextDouble()) + 26; rank > 0; rank /= 26) text.Append((char)('a' + (rank % 26)));
            text.Append(' ');
        }

        return text.ToString(0, Characters);
    }
}
