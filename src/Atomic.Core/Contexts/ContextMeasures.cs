using Atomic.Core.Bids;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>
/// What inputs of one kind tell of lengths and latencies, by bidder. Nearly every input is measured and some are judged, so words and shapes are counted here by
/// themselves: what is known of success is the same whether lengths are learned or not.
/// </summary>
internal sealed class ContextMeasures
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<MeasureHead> _heads = [];
    private readonly ShapeScale _shape = new();
    private readonly Vocabulary _vocabulary = new();

    /// <summary>How many bidders are known.</summary>
    public int Count => _heads.Count;

    /// <summary>Reads an input, once for all bidders.</summary>
    /// <param name="features">The input.</param>
    public MeasureReading Read(ContextFeatures features) => MeasureReading.Of(features, _vocabulary, _shape);

    /// <summary>What the input tells of that bidder's answers beside their success.</summary>
    /// <param name="shift">What it tells of success.</param>
    /// <param name="reading">The input.</param>
    /// <param name="bidderId">The bidder.</param>
    public ContextShift With(ContextShift shift, MeasureReading reading, string bidderId)
    {
        if (!_numbers.TryGetValue(bidderId, out var number)) return shift;
        var length = _heads[number].Length.ShiftOf(reading);
        return shift with { Length = length, Latency = _heads[number].Latency.ShiftOf(length.Mean) };
    }

    /// <summary>Learns measures of an input. Those that cannot be, or whose bidder has no room, are left out.</summary>
    /// <param name="features">The input.</param>
    /// <param name="measures">The measures, in order.</param>
    public void Learn(ContextFeatures features, IReadOnlyList<ContextMeasure> measures)
    {
        if (!measures.Any(Teaches)) return;
        var reading = Read(features);
        Span<int> rows = stackalloc int[features.Buckets.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = _vocabulary.Add(features.Buckets[i]);
        _shape.Add(features.Shape);
        foreach (var measure in measures)
        {
            if (!Teaches(measure)) continue;
            if (!_numbers.TryGetValue(measure.BidderId, out var number))
            {
                _numbers.Add(measure.BidderId, number = _heads.Count);
                _heads.Add(new MeasureHead(new LengthHead(), new LatencyHead()));
            }

            _heads[number].Learn(reading, rows, measure);
        }
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        _vocabulary.Write(writer);
        _shape.Write(writer);
        writer.Write7BitEncodedInt(_heads.Count);
        foreach (var (bidderId, number) in _numbers.OrderBy(static pair => pair.Value))
        {
            writer.Write(bidderId);
            _heads[number].Write(writer);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote into this one, which knows nothing.</summary>
    /// <param name="reader">From where.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public void Read(BinaryReader reader)
    {
        var mostInputs = _vocabulary.Read(reader);
        _shape.Read(reader);
        if (_shape.Inputs < mostInputs) throw new FormatException("a bucket is in more inputs than there were");
        var heads = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, ContextModel.MostBidders);
        for (var number = 0; number < heads; number++)
        {
            if (!_numbers.TryAdd(reader.ReadString(), number)) throw new FormatException("a bidder comes twice");
            _heads.Add(MeasureHead.Read(reader, _vocabulary.Rows));
        }
    }

    private bool Teaches(ContextMeasure measure) =>
        measure is { BidderId: not null, InputTokens: >= 0 and < int.MaxValue } and ({ OutputTokens: >= 0 } or { OutputTokens: null, Seconds: not null })
        && measure.Seconds is null or (> 0 and <= BidCheck.LargestFigure)
        && (_heads.Count < ContextModel.MostBidders || _numbers.ContainsKey(measure.BidderId));
}
