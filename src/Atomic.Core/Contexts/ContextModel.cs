using Atomic.Core.Embeddings;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>
/// What inputs of one kind tell of the success of its bidders, and of the lengths and latencies of their answers, learned online. It tells shifts for a bidder on an
/// input; how often the bidder is right at all, and how long its answers are, is its track record's to tell. Reading is safe beside reading, not beside learning.
/// </summary>
public sealed class ContextModel
{
    /// <summary>The most bidders of a kind that are learned; outcomes of further ones are ignored.</summary>
    public const int MostBidders = 64;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<ContextHead> _heads = [];
    private readonly ContextMemory _memory = new();
    private readonly ContextMeasures _measures = new();
    private readonly ShapeScale _shape = new();
    private readonly Vocabulary _vocabulary = new();

    /// <summary>Whether anything was learned yet.</summary>
    public bool HasLearned => _heads.Count > 0 || HasMeasures;

    /// <summary>Whether anything was learned yet of lengths and latencies.</summary>
    internal bool HasMeasures => _measures.Count > 0;

    /// <summary>What vectors of inputs tell beyond their words; kept in a snapshot of its own (<see cref="VectorSnapshot"/>), since most kinds have no vectors.</summary>
    public VectorModel Vectors { get; set; } = new();

    /// <summary>Reads an input, once for all bidders.</summary>
    /// <param name="features">Its features.</param>
    /// <param name="vector">What its text means; null where that is not known.</param>
    public ContextReading Read(ContextFeatures features, InputVector? vector = null)
    {
        var buckets = features.Buckets;
        var (weights, rows) = (new float[buckets.Length], new int[buckets.Length]);
        var squares = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            rows[i] = _vocabulary.RowOf(buckets[i]);
            weights[i] = (float)Math.Log((_shape.Inputs + 2) / (_vocabulary.InputsWith(rows[i]) + 1.0));
            squares += weights[i] * weights[i];
        }

        var scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
        for (var i = 0; i < weights.Length; i++) weights[i] *= scale;
        var shape = new double[TextShape.Count];
        _shape.Standardise(features.Shape, shape);
        var reading = new ContextReading(features, weights, rows, shape, _memory.Find(rows, weights), _heads.Count) { Measured = HasMeasures ? _measures.Read(features) : null };
        for (var number = 0; number < _heads.Count; number++) reading.Shifts[number] = _heads[number].Shift(reading, reading.SurpriseOf(number));
        if (vector is not null) reading.Take(vector, Vectors.Read(vector), _numbers);
        return reading;
    }

    /// <summary>What the input tells of that bidder: what it tells of all of them, and some of what it tells of this one beside, see <see cref="SharedShift"/>.</summary>
    /// <param name="reading">The input.</param>
    /// <param name="bidderId">The bidder.</param>
    public ContextShift ShiftOf(ContextReading reading, string bidderId)
    {
        var shift = _numbers.TryGetValue(bidderId, out var number)
            ? new ContextShift(SharedShift.Of(reading.ShiftOf(number), reading.MeanShift, reading.Shifts.Length), _heads[number].Outcomes, reading.Resemblance) { Embedding = reading.EmbeddingOf(bidderId) }
            : default;
        return reading.Measured is { } measured ? _measures.With(shift, measured, bidderId) : shift;
    }

    /// <summary>Learns the outcomes of one input. What cannot be an outcome teaches nothing, and of several of one bidder the first counts.</summary>
    /// <param name="reading">The input, as read before.</param>
    /// <param name="outcomes">Who was how right.</param>
    public void Learn(ContextReading reading, IReadOnlyList<ContextOutcome> outcomes)
    {
        if (!outcomes.Any(Teaches)) return;
        var buckets = reading.Features.Buckets;
        Span<int> rows = stackalloc int[buckets.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = _vocabulary.Add(buckets[i]);
        var surprises = new List<Surprise>(outcomes.Count);
        var learned = new List<ContextOutcome>(outcomes.Count);
        foreach (var outcome in outcomes)
        {
            if (!Teaches(outcome)) continue;
            var number = NumberOf(outcome.BidderId);
            if (surprises.Exists(surprise => surprise.Head == number)) continue;
            var residual = _heads[number].Learn(reading, rows, reading.SurpriseOf(number), outcome.Score, outcome.Trust);
            surprises.Add(new Surprise(number, (float)residual));
            learned.Add(outcome);
        }

        if (reading.Vector is { } vector) Vectors.Learn(vector, learned, bidderId => reading.WordsShiftOf(_numbers[bidderId]));
        _memory.Add(Remember(rows, reading.Weights, [.. surprises]));
        _shape.Add(reading.Features.Shape);
    }

    /// <summary>Learns how long answers to one input were and took. What cannot be a measure teaches nothing.</summary>
    /// <param name="features">The input.</param>
    /// <param name="measures">Whose answers were how long.</param>
    public void Learn(ContextFeatures features, IReadOnlyList<ContextMeasure> measures) => _measures.Learn(features, measures);

    /// <summary>Writes the state; what inputs tell of lengths and latencies only where something is known of it.</summary>
    /// <param name="writer">Where.</param>
    internal void Write(BinaryWriter writer)
    {
        _vocabulary.Write(writer);
        _shape.Write(writer);
        writer.Write7BitEncodedInt(_heads.Count);
        foreach (var (bidderId, _) in _numbers.OrderBy(static pair => pair.Value)) writer.Write(bidderId);
        foreach (var head in _heads) head.Write(writer);
        _memory.Write(writer);
        if (HasMeasures) _measures.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="hasMeasures">Whether something is known of lengths and latencies in it.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    internal static ContextModel Read(BinaryReader reader, bool hasMeasures)
    {
        var model = new ContextModel();
        var mostInputs = model._vocabulary.Read(reader);
        model._shape.Read(reader);
        if (model._shape.Inputs < mostInputs) throw new FormatException("a bucket is in more inputs than there were");
        var heads = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, MostBidders);
        for (var number = 0; number < heads; number++)
        {
            if (!model._numbers.TryAdd(reader.ReadString(), number)) throw new FormatException("a bidder comes twice");
        }

        for (var number = 0; number < heads; number++) model._heads.Add(ContextHead.Read(reader, model._vocabulary.Rows));
        model._memory.Read(reader, model._vocabulary.Rows, heads);
        if (hasMeasures) model._measures.Read(reader);
        return model;
    }

    private static RememberedInput Remember(ReadOnlySpan<int> rows, float[] weights, Surprise[] surprises)
    {
        var (known, knownWeights) = (new List<ushort>(rows.Length), new List<float>(rows.Length));
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0) continue;
            known.Add((ushort)rows[i]);
            knownWeights.Add(weights[i]);
        }

        return new RememberedInput([.. known], [.. knownWeights], surprises);
    }

    private bool Teaches(ContextOutcome outcome) =>
        outcome is { BidderId: not null, Score: >= 0 and <= 1, Trust: > 0 and <= 1 } && (_heads.Count < MostBidders || _numbers.ContainsKey(outcome.BidderId));

    private int NumberOf(string bidderId)
    {
        if (_numbers.TryGetValue(bidderId, out var number)) return number;
        _numbers.Add(bidderId, _heads.Count);
        _heads.Add(new ContextHead());
        return _heads.Count - 1;
    }
}
