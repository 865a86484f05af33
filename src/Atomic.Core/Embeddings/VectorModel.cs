using Atomic.Core.Contexts;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Embeddings;

/// <summary>
/// What vectors of inputs of one kind tell of the success of its bidders, by embedding model: vectors of different models are never mixed. The two that learned last are
/// kept, so that feedback which comes days after a change of the model is no reason to begin anew. Reading is safe beside reading, not beside learning.
/// </summary>
public sealed class VectorModel
{
    /// <summary>The most embedding models.</summary>
    public const int MostSpaces = 2;

    // The one that learned last is the last.
    private readonly List<VectorSpace> _spaces = [];

    /// <summary>Whether anything was learned yet.</summary>
    public bool HasLearned => _spaces.Count > 0;

    /// <summary>Reads a vector; null where nothing was learned of its embedding model.</summary>
    /// <param name="vector">The vector.</param>
    internal VectorReading? Read(InputVector vector) => _spaces.Find(space => space.Holds(vector))?.Read(vector);

    /// <summary>Learns the outcomes of one input. A vector that cannot be one teaches nothing.</summary>
    /// <param name="vector">Its vector.</param>
    /// <param name="outcomes">Who was how right, each bidder once.</param>
    /// <param name="words">What its words had told of a bidder, in log odds.</param>
    internal void Learn(InputVector vector, IEnumerable<ContextOutcome> outcomes, Func<string, double> words)
    {
        if (vector.Dimensions is < 1 or > VectorProjection.MostDimensions || vector.Figures.Length != Math.Min(vector.Dimensions, InputVector.MostFigures)) return;
        var space = _spaces.Find(known => known.Holds(vector)) ?? new VectorSpace(vector.Model, vector.Dimensions);
        _spaces.Remove(space);
        if (_spaces.Count == MostSpaces) _spaces.RemoveAt(0);
        _spaces.Add(space);
        space.Learn(vector, outcomes, words);
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    internal void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_spaces.Count);
        foreach (var space in _spaces) space.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    internal static VectorModel Read(BinaryReader reader)
    {
        var model = new VectorModel();
        for (var left = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, MostSpaces); left > 0; left--) model._spaces.Add(VectorSpace.Read(reader));
        return model;
    }
}
