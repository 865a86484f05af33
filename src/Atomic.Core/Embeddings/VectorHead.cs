using Atomic.Core.Learning;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Embeddings;

/// <summary>
/// What an input's vector tells of one bidder's success beyond what its words tell: a logistic regression on the vector, and the surprises at inputs of like meaning, learned one
/// outcome at a time as <see cref="Contexts.ContextHead"/> learns words. What words, vector and neighbours count for is learned as well, each from what it had said before.
/// </summary>
/// <param name="figures">How many figures a vector has.</param>
internal sealed class VectorHead(int figures)
{
    // A weight of which nothing is known has a variance of four: vectors have length one, and few of their figures tell of one question.
    private const double PriorCurvature = 0.25;

    // Figures hang together, and a whole step for each of them would be too long for all.
    private const double StepLength = 0.5;

    // So much likeness with nothing known about it stands beside the neighbours.
    private const double NeighbourPrior = 0.5;

    // One right and one wrong answer more, so that odds are finite.
    private const double OffsetPrior = 2;

    // Where outcomes contradict all that was learned of how often the bidder is right, what was learned of vectors is in doubt too.
    private const double KeptInDoubt = 0.25;

    private static readonly PartWeight FirstWords = new(1, 20);
    private static readonly PartWeight FirstLinear = new(1, 5);
    private static readonly PartWeight FirstNeighbours = new(3, 1);

    private readonly double[] _weights = new double[figures];
    private readonly double[] _curvatures = Enumerable.Repeat(PriorCurvature, figures).ToArray();
    private PartWeight _words = FirstWords;
    private PartWeight _linear = FirstLinear;
    private PartWeight _neighbours = FirstNeighbours;
    private DecayedCounts _all;
    private DecayedCounts _recent;

    /// <summary>Outcomes learned, without forgetting.</summary>
    public long Outcomes { get; private set; }

    /// <summary>The mean surprise of neighbours, drawn towards 0 where few are alike.</summary>
    /// <param name="weighted">The sum of the residuals by weight.</param>
    /// <param name="weight">The sum of the weights.</param>
    public static double MeanSurprise(double weighted, double weight) => weighted / (weight + NeighbourPrior);

    /// <summary>How much likelier a right answer is than on average, as a difference of log odds.</summary>
    /// <param name="words">What the words tell, likewise.</param>
    /// <param name="differing">How the input differs from others, of length one.</param>
    /// <param name="surprise">The mean surprise at inputs of like meaning.</param>
    public double Shift(double words, ReadOnlySpan<double> differing, double surprise) =>
        (_words.Weight * words) + (_linear.Weight * Linear(differing)) + (_neighbours.Weight * surprise);

    /// <summary>Learns an outcome.</summary>
    /// <param name="words">What the words had told.</param>
    /// <param name="differing">How the input differs from others.</param>
    /// <param name="surprise">The mean surprise at inputs of like meaning.</param>
    /// <param name="score">0 (wrong) to 1 (right).</param>
    /// <param name="trust">The score's weight, above 0 and up to 1.</param>
    /// <returns>The score less the expected one.</returns>
    public double Learn(double words, ReadOnlySpan<double> differing, double surprise, double score, double trust)
    {
        var offset = Math.Log((_all.Good + (OffsetPrior / 2)) / (_all.Bad + (OffsetPrior / 2)));
        var linear = Linear(differing);

        // The regression takes its own step by what it would expect at its full weight, so that it goes on learning while it counts for little.
        var own = Sigmoid(offset + (_words.Weight * words) + linear + (_neighbours.Weight * surprise));
        var (step, steepness) = (StepLength * (score - own) * trust, own * (1 - own) * trust);
        for (var i = 0; i < _weights.Length; i++)
        {
            _curvatures[i] += steepness * differing[i] * differing[i];
            _weights[i] += step * differing[i] / _curvatures[i];
        }

        var expected = Sigmoid(offset + (_words.Weight * words) + (_linear.Weight * linear) + (_neighbours.Weight * surprise));
        var (error, curvature) = ((score - expected) * trust, expected * (1 - expected) * trust);
        _words = _words.After(words, error, curvature);
        _linear = _linear.After(linear, error, curvature);
        _neighbours = _neighbours.After(surprise, error, curvature);

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
        _words.Write(writer);
        _linear.Write(writer);
        _neighbours.Write(writer);
        SnapshotFigures.Write(writer, [_all.Good, _all.Bad, _recent.Good, _recent.Bad]);
        SnapshotFigures.Write(writer, _weights);
        SnapshotFigures.Write(writer, _curvatures);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="figures">How many figures a vector has.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public static VectorHead Read(BinaryReader reader, int figures)
    {
        var head = new VectorHead(figures) { Outcomes = reader.Read7BitEncodedInt64() };
        if (head.Outcomes < 0) throw new FormatException("a number of outcomes is negative");
        head._words = PartWeight.Read(reader, FirstWords);
        head._linear = PartWeight.Read(reader, FirstLinear);
        head._neighbours = PartWeight.Read(reader, FirstNeighbours);
        (head._all, head._recent) = (SnapshotFigures.Counts(reader), SnapshotFigures.Counts(reader));
        SnapshotFigures.Read(reader, head._weights);
        SnapshotFigures.Read(reader, head._curvatures);
        foreach (var curvature in head._curvatures) SnapshotFigures.Curvature(curvature, PriorCurvature);
        return head;
    }

    private double Linear(ReadOnlySpan<double> differing)
    {
        var sum = 0.0;
        for (var i = 0; i < _weights.Length; i++) sum += _weights[i] * differing[i];
        return sum;
    }

    private void Doubt()
    {
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] *= KeptInDoubt;
            _curvatures[i] = PriorCurvature + (KeptInDoubt * (_curvatures[i] - PriorCurvature));
        }
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
