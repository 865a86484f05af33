using Atomic.Core.Contexts;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Embeddings;

/// <summary>What vectors of one embedding model tell of the success of bidders of one kind. Reading is safe beside reading, not beside learning.</summary>
internal sealed class VectorSpace
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<VectorHead> _heads = [];
    private readonly VectorMemory _memory = new();
    private readonly VectorCentre _centre;
    private readonly int _figures;

    /// <summary>A space that knows nothing.</summary>
    /// <param name="model">The embedding model.</param>
    /// <param name="dimensions">How many figures its embeddings have.</param>
    public VectorSpace(string model, int dimensions)
    {
        (Model, Dimensions, _figures) = (model, dimensions, Math.Min(dimensions, InputVector.MostFigures));
        _centre = new VectorCentre(_figures);
    }

    /// <summary>The embedding model.</summary>
    public string Model { get; }

    /// <summary>How many figures its embeddings have.</summary>
    public int Dimensions { get; }

    /// <summary>Whether a vector is of this space.</summary>
    /// <param name="vector">The vector.</param>
    public bool Holds(InputVector vector) => vector.Dimensions == Dimensions && vector.Model == Model && vector.Figures.Length == _figures;

    /// <summary>Reads a vector of this space, once for all bidders.</summary>
    /// <param name="vector">The vector.</param>
    public VectorReading Read(InputVector vector)
    {
        var differing = _centre.Differing(vector);
        var rounded = SignedFigures.Rounded(differing);
        return new VectorReading(this, differing, rounded, _memory.Find(rounded), _heads.Count);
    }

    /// <summary>How many outcomes of that bidder were learned; 0 for one that is not known.</summary>
    /// <param name="bidderId">The bidder.</param>
    public long OutcomesOf(string bidderId) => _numbers.TryGetValue(bidderId, out var number) ? _heads[number].Outcomes : 0;

    /// <summary>What words and vector together tell of that bidder, in log odds.</summary>
    /// <param name="reading">The vector, read by this space.</param>
    /// <param name="bidderId">The bidder.</param>
    /// <param name="words">What its words tell.</param>
    public double ShiftOf(VectorReading reading, string bidderId, double words) =>
        _numbers.TryGetValue(bidderId, out var number) ? _heads[number].Shift(words, reading.Differing, reading.SurpriseOf(number)) : words;

    /// <summary>Learns the outcomes of one input.</summary>
    /// <param name="vector">Its vector, of this space.</param>
    /// <param name="outcomes">Who was how right, each bidder once.</param>
    /// <param name="words">What its words had told of a bidder.</param>
    public void Learn(InputVector vector, IEnumerable<ContextOutcome> outcomes, Func<string, double> words)
    {
        var reading = Read(vector);
        var surprises = new List<Surprise>();
        foreach (var outcome in outcomes)
        {
            if (!_numbers.TryGetValue(outcome.BidderId, out var number))
            {
                if (_heads.Count == ContextModel.MostBidders) continue;
                _numbers.Add(outcome.BidderId, number = _heads.Count);
                _heads.Add(new VectorHead(_figures));
            }

            var residual = _heads[number].Learn(words(outcome.BidderId), reading.Differing, reading.SurpriseOf(number), outcome.Score, outcome.Trust);
            surprises.Add(new Surprise(number, (float)residual));
        }

        _memory.Add(reading.Rounded, [.. surprises]);
        _centre.Add(vector);
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Model);
        writer.Write7BitEncodedInt(Dimensions);
        _centre.Write(writer);
        writer.Write7BitEncodedInt(_heads.Count);
        foreach (var (bidderId, _) in _numbers.OrderBy(static pair => pair.Value)) writer.Write(bidderId);
        foreach (var head in _heads) head.Write(writer);
        _memory.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public static VectorSpace Read(BinaryReader reader)
    {
        var space = new VectorSpace(reader.ReadString(), SnapshotFigures.Within(reader.Read7BitEncodedInt(), 1, VectorProjection.MostDimensions));
        space._centre.Read(reader);
        var heads = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, ContextModel.MostBidders);
        for (var number = 0; number < heads; number++)
        {
            if (!space._numbers.TryAdd(reader.ReadString(), number)) throw new FormatException("a bidder comes twice");
        }

        for (var number = 0; number < heads; number++) space._heads.Add(VectorHead.Read(reader, space._figures));
        space._memory.Read(reader, space._figures, heads);
        return space;
    }
}
