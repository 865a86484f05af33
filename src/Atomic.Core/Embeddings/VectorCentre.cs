using Atomic.Core.Snapshots;

namespace Atomic.Core.Embeddings;

/// <summary>
/// What the texts of a kind have in common, so that vectors tell how they differ: embeddings of any two texts are much alike (Ethayarajh, EMNLP 2019, 55-65; Mu and Viswanath,
/// ICLR 2018, take the mean away). While few texts are known little is taken away.
/// </summary>
/// <param name="figures">How many figures a vector has.</param>
internal sealed class VectorCentre(int figures)
{
    // The centre counts for as many texts as are taken to lie around nothing.
    private const double Prior = 16;

    // Older texts fade, so that a kind whose texts change has the centre of these days.
    private const double MostTexts = 4_096;

    private readonly double[] _sums = new double[figures];
    private double _texts;

    /// <summary>Takes a text in.</summary>
    /// <param name="vector">Its vector.</param>
    public void Add(InputVector vector)
    {
        var own = SignedFigures.Of(vector.Figures.Span);
        var (length, kept) = (SignedFigures.LengthOf(own), _texts < MostTexts ? 1 : 1 - (1 / MostTexts));
        for (var i = 0; i < _sums.Length; i++) _sums[i] = (_sums[i] * kept) + (own[i] / length);
        _texts = (_texts * kept) + 1;
    }

    /// <summary>How a text differs from the others, as a vector of length one; zeros where it does not.</summary>
    /// <param name="vector">Its vector.</param>
    public double[] Differing(InputVector vector)
    {
        var own = SignedFigures.Of(vector.Figures.Span);
        var (length, unit, squares) = (SignedFigures.LengthOf(own), new double[_sums.Length], 0.0);
        for (var i = 0; i < unit.Length; i++)
        {
            unit[i] = (own[i] / length) - (_sums[i] / (_texts + Prior));
            squares += unit[i] * unit[i];
        }

        if (squares <= 0) return unit;
        var scale = 1 / Math.Sqrt(squares);
        for (var i = 0; i < unit.Length; i++) unit[i] *= scale;
        return unit;
    }

    /// <summary>The cosine of a direction and how a text differs from the others, −1 to 1; 0 where it does not.</summary>
    /// <param name="direction">A vector of length one.</param>
    /// <param name="vector">The text's vector.</param>
    public double CosineOf(ReadOnlySpan<double> direction, InputVector vector)
    {
        var own = SignedFigures.Of(vector.Figures.Span);
        var (perLength, perText, sum, squares) = (1 / SignedFigures.LengthOf(own), 1 / (_texts + Prior), 0.0, 0.0);
        for (var i = 0; i < _sums.Length; i++)
        {
            var figure = (own[i] * perLength) - (_sums[i] * perText);
            sum += direction[i] * figure;
            squares += figure * figure;
        }

        return squares <= 0 ? 0 : sum / Math.Sqrt(squares);
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write(_texts);
        SnapshotFigures.Write(writer, _sums);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public void Read(BinaryReader reader)
    {
        _texts = SnapshotFigures.Count(reader);
        SnapshotFigures.Read(reader, _sums);
    }
}
