using System.Runtime.InteropServices;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>
/// What words add to the logarithm of a figure: a weight per row of the vocabulary, learned by Newton steps on the diagonal of the curvature, as <see cref="ContextHead"/>
/// learns success. The curvature is bounded, so that a word never stops learning and a drift is followed.
/// </summary>
internal sealed class RowWeights
{
    // A weight of which nothing is known counts as if one whole word had told that it is 0.
    private const double PriorCurvature = 1;
    private const double MostCurvature = 3;

    // Words hang together, and a whole step for each of them would be too long for all.
    private const double StepLength = 0.5;

    private readonly List<float> _weights = [];
    private readonly List<float> _curvatures = [];

    /// <summary>What the words add.</summary>
    /// <param name="rows">The input's rows; those that are not known add nothing.</param>
    /// <param name="weights">Their weights by rarity.</param>
    public double Sum(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights)
    {
        var known = CollectionsMarshal.AsSpan(_weights);
        var sum = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] < (uint)known.Length) sum += known[rows[i]] * weights[i];
        }

        return sum;
    }

    /// <summary>Learns by how much the sum was too small.</summary>
    /// <param name="rows">The input's rows by now, <see cref="Vocabulary.None"/> for those without room.</param>
    /// <param name="weights">Their weights by rarity.</param>
    /// <param name="error">What was missing in the sum.</param>
    public void Learn(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, double error)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0) continue;
            while (_weights.Count <= rows[i])
            {
                _weights.Add(0);
                _curvatures.Add((float)PriorCurvature);
            }

            var x = weights[i];
            _curvatures[rows[i]] = (float)Math.Min(_curvatures[rows[i]] + (x * x), MostCurvature);
            _weights[rows[i]] += (float)(StepLength * error * x / _curvatures[rows[i]]);
        }
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(_weights.Count);
        for (var i = 0; i < _weights.Count; i++)
        {
            writer.Write(_weights[i]);
            writer.Write(_curvatures[i]);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="rows">How many rows the vocabulary has.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public static RowWeights Read(BinaryReader reader, int rows)
    {
        var read = new RowWeights();
        for (var left = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, rows); left > 0; left--)
        {
            read._weights.Add((float)SnapshotFigures.Figure(reader.ReadSingle()));
            read._curvatures.Add(SnapshotFigures.UpTo(reader.ReadSingle(), (float)PriorCurvature, (float)MostCurvature));
        }

        return read;
    }
}
