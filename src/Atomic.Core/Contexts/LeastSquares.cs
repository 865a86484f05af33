using Atomic.Core.Learning;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>
/// A linear regression on a few figures that hang together, learned one outcome at a time with forgetting: recursive least squares (Ljung and Söderström, Theory and
/// Practice of Recursive Identification, MIT Press 1983, section 2.2), begun at a prior of no effect. Its cost does not grow with what it has learned.
/// </summary>
internal sealed class LeastSquares
{
    // What is kept of the old per outcome: 1,000 outcomes.
    private const double Retention = 0.999;

    // The spread of a logarithm around what is expected of it, as the prior of all bids has it.
    private const double Noise = LogNormalBelief.PriorDeviation * LogNormalBelief.PriorDeviation;

    private const double InterceptVariance = 1;

    private readonly int _size;
    private readonly double _slopeVariance;
    private readonly double[] _slopes;
    private readonly double[] _covariance;

    /// <summary>A regression that knows nothing.</summary>
    /// <param name="figures">How many figures there are beside the constant.</param>
    /// <param name="slopeVariance">The variance of a slope of which nothing is known.</param>
    public LeastSquares(int figures, double slopeVariance)
    {
        (_size, _slopeVariance) = (figures + 1, slopeVariance);
        (_slopes, _covariance) = (new double[_size], new double[_size * _size]);
        Forget();
    }

    /// <summary>The constant, then a slope per figure.</summary>
    public ReadOnlySpan<double> Slopes => _slopes;

    /// <summary>The value that is expected.</summary>
    /// <param name="figures">The figures.</param>
    public double Predict(ReadOnlySpan<double> figures)
    {
        var sum = _slopes[0];
        for (var i = 0; i < figures.Length; i++) sum += _slopes[i + 1] * figures[i];
        return sum;
    }

    /// <summary>Learns a value.</summary>
    /// <param name="figures">The figures.</param>
    /// <param name="value">The value.</param>
    public void Learn(ReadOnlySpan<double> figures, double value)
    {
        Span<double> gains = stackalloc double[_size];
        var (error, spread) = (value - Predict(figures), 0.0);
        for (var i = 0; i < _size; i++)
        {
            gains[i] = _covariance[i * _size];
            for (var j = 1; j < _size; j++) gains[i] += _covariance[(i * _size) + j] * figures[j - 1];
            spread += gains[i] * (i == 0 ? 1 : figures[i - 1]);
        }

        // Rounding may cost the matrix its definiteness in the long run: what is believed is kept then, and how surely is learned anew.
        if (spread < 0) Forget();
        else Update(gains, error, spread);
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        SnapshotFigures.Write(writer, _slopes);
        SnapshotFigures.Write(writer, _covariance);
    }

    /// <summary>Reads what <see cref="Write"/> wrote into this one.</summary>
    /// <param name="reader">From where.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public void Read(BinaryReader reader)
    {
        SnapshotFigures.Read(reader, _slopes);
        SnapshotFigures.Read(reader, _covariance);
    }

    private void Update(ReadOnlySpan<double> gains, double error, double spread)
    {
        var trace = 0.0;
        for (var i = 0; i < _size; i++)
        {
            _slopes[i] += gains[i] / (spread + Noise) * error;
            for (var j = 0; j < _size; j++) _covariance[(i * _size) + j] -= gains[i] * gains[j] / (spread + Noise);
            trace += _covariance[(i * _size) + i];
        }

        // Figures that do not vary teach nothing of their slopes: forgetting there without end would leave a matrix without bound.
        if (trace >= InterceptVariance + ((_size - 1) * _slopeVariance)) return;
        for (var i = 0; i < _covariance.Length; i++) _covariance[i] /= Retention;
    }

    private void Forget()
    {
        Array.Clear(_covariance);
        for (var i = 0; i < _size; i++) _covariance[(i * _size) + i] = i == 0 ? InterceptVariance : _slopeVariance;
    }
}
