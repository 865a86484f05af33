using System.Runtime.InteropServices;
using Atomic.Core.Learning;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>
/// What the input tells of one bidder's success, beside how often it is right at all: a logistic regression on words and shape, and the surprises at similar
/// inputs, learned one outcome at a time by Newton steps on the diagonal of the curvature (the online Laplace approximation of Chapelle and Li, NIPS 2011,
/// algorithm 3). A weight's curvature is the inverse of its variance, so that what was seen often moves slowly.
/// </summary>
internal sealed class ContextHead
{
    // A weight of which nothing is known has a variance of one.
    private const double PriorCurvature = 1;

    // Features hang together, and a whole step for each of them would be too long for all.
    private const double StepLength = 0.5;

    // All words together are a vector of length one; a figure of shape is to tell about as much.
    private const double ShapeScale = 0.2;

    // What the two parts count for is learned as well, from these on.
    private const double FirstLinearWeight = 1;
    private const double FirstLinearCurvature = 5;
    private const double FirstNeighbourWeight = 3;
    private const double FirstNeighbourCurvature = 1;

    // So much likeness with nothing known about it stands beside the neighbours.
    private const double NeighbourPrior = 0.03;

    // One right and one wrong answer more, so that odds are finite.
    private const double OffsetPrior = 2;

    // Where outcomes contradict all that was learned of how often the bidder is right, what was learned of inputs is in doubt too.
    private const double KeptInDoubt = 0.25;

    private readonly List<float> _weights = [];
    private readonly List<float> _curvatures = [];
    private readonly double[] _shapeWeights = new double[TextShape.Count];
    private readonly double[] _shapeCurvatures = new double[TextShape.Count];
    private double _linearWeight = FirstLinearWeight;
    private double _linearCurvature = FirstLinearCurvature;
    private double _neighbourWeight = FirstNeighbourWeight;
    private double _neighbourCurvature = FirstNeighbourCurvature;
    private DecayedCounts _all;
    private DecayedCounts _recent;

    /// <summary>A head that knows nothing.</summary>
    public ContextHead() => Array.Fill(_shapeCurvatures, PriorCurvature);

    /// <summary>Outcomes learned, without forgetting.</summary>
    public long Outcomes { get; private set; }

    /// <summary>The mean surprise of neighbours, drawn towards 0 where few resemble the input.</summary>
    /// <param name="weighted">The sum of the residuals by weight.</param>
    /// <param name="weight">The sum of the weights.</param>
    public static double MeanSurprise(double weighted, double weight) => weighted / (weight + NeighbourPrior);

    /// <summary>How much likelier a right answer is than on average, as a difference of log odds.</summary>
    /// <param name="reading">The input.</param>
    /// <param name="surprise">The mean surprise at similar inputs, see <see cref="MeanSurprise"/>.</param>
    public double Shift(ContextReading reading, double surprise) => (_linearWeight * Linear(reading)) + (_neighbourWeight * surprise);

    /// <summary>Learns an outcome.</summary>
    /// <param name="reading">The input.</param>
    /// <param name="rows">Its rows by now, <see cref="Vocabulary.None"/> for those without room.</param>
    /// <param name="surprise">The mean surprise at similar inputs.</param>
    /// <param name="score">0 (wrong) to 1 (right).</param>
    /// <param name="trust">The score's weight, above 0 and up to 1.</param>
    /// <returns>The score less the expected one.</returns>
    public double Learn(ContextReading reading, ReadOnlySpan<int> rows, double surprise, double score, double trust)
    {
        var offset = Math.Log((_all.Good + (OffsetPrior / 2)) / (_all.Bad + (OffsetPrior / 2)));
        var linear = Linear(reading);
        LearnLinear(reading, rows, score, trust, Sigmoid(offset + linear + (_neighbourWeight * surprise)));

        // What the parts count for is learned from what they said before they learned: whoever promises too much loses weight.
        var expected = Sigmoid(offset + (_linearWeight * linear) + (_neighbourWeight * surprise));
        var error = (score - expected) * trust;
        var curvature = expected * (1 - expected) * trust;
        _linearCurvature += curvature * linear * linear;
        _linearWeight = Math.Max(0, _linearWeight + (error * linear / _linearCurvature));
        _neighbourCurvature += curvature * surprise * surprise;
        _neighbourWeight = Math.Max(0, _neighbourWeight + (error * surprise / _neighbourCurvature));

        var before = _all.Total;
        (_all, _recent) = AdaptiveMemory.After(_all, _recent, score, trust);
        if (_all.Total < before * KeptInDoubt) Doubt();
        Outcomes++;
        return score - expected;
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64(Outcomes);
        foreach (var figure in (ReadOnlySpan<double>)[_linearWeight, _linearCurvature, _neighbourWeight, _neighbourCurvature, _all.Good, _all.Bad, _recent.Good, _recent.Bad]) writer.Write(figure);
        SnapshotFigures.Write(writer, _shapeWeights);
        SnapshotFigures.Write(writer, _shapeCurvatures);
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
    public static ContextHead Read(BinaryReader reader, int rows)
    {
        var head = new ContextHead { Outcomes = SnapshotFigures.Outcomes(reader) };
        (head._linearWeight, head._linearCurvature) = (SnapshotFigures.Figure(reader), SnapshotFigures.Curvature(reader.ReadDouble(), FirstLinearCurvature));
        (head._neighbourWeight, head._neighbourCurvature) = (SnapshotFigures.Figure(reader), SnapshotFigures.Curvature(reader.ReadDouble(), FirstNeighbourCurvature));
        (head._all, head._recent) = (SnapshotFigures.Counts(reader), SnapshotFigures.Counts(reader));
        SnapshotFigures.Read(reader, head._shapeWeights);
        SnapshotFigures.Read(reader, head._shapeCurvatures);
        foreach (var curvature in head._shapeCurvatures) SnapshotFigures.Curvature(curvature, PriorCurvature);
        for (var left = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, rows); left > 0; left--)
        {
            head._weights.Add((float)SnapshotFigures.Figure(reader.ReadSingle()));
            head._curvatures.Add((float)SnapshotFigures.Curvature(reader.ReadSingle(), PriorCurvature));
        }

        return head;
    }

    private void LearnLinear(ContextReading reading, ReadOnlySpan<int> rows, double score, double trust, double expected)
    {
        var error = StepLength * (score - expected) * trust;
        var curvature = expected * (1 - expected) * trust;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0) continue;
            while (_weights.Count <= rows[i])
            {
                _weights.Add(0);
                _curvatures.Add((float)PriorCurvature);
            }

            var x = reading.Weights[i];
            _curvatures[rows[i]] += (float)(curvature * x * x);
            _weights[rows[i]] += (float)(error * x / _curvatures[rows[i]]);
        }

        for (var i = 0; i < TextShape.Count; i++)
        {
            var x = reading.Shape[i] * ShapeScale;
            _shapeCurvatures[i] += curvature * x * x;
            _shapeWeights[i] += error * x / _shapeCurvatures[i];
        }
    }

    private double Linear(ContextReading reading)
    {
        var (rows, weights) = (reading.Rows, reading.Weights);
        var known = CollectionsMarshal.AsSpan(_weights);
        var sum = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] < (uint)known.Length) sum += known[rows[i]] * weights[i];
        }

        for (var i = 0; i < TextShape.Count; i++) sum += _shapeWeights[i] * reading.Shape[i] * ShapeScale;
        return sum;
    }

    private void Doubt()
    {
        for (var i = 0; i < _weights.Count; i++)
        {
            _weights[i] *= (float)KeptInDoubt;
            _curvatures[i] = Doubted(_curvatures[i]);
        }

        for (var i = 0; i < TextShape.Count; i++)
        {
            _shapeWeights[i] *= KeptInDoubt;
            _shapeCurvatures[i] = Doubted((float)_shapeCurvatures[i]);
        }

        static float Doubted(float curvature) => (float)(PriorCurvature + (KeptInDoubt * (curvature - PriorCurvature)));
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
