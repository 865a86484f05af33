namespace Atomic.Core.Contexts;

/// <summary>An input as what is known of the lengths and latencies of a kind reads it at one moment: the same for all bidders.</summary>
/// <param name="Rows">The buckets' rows in the vocabulary.</param>
/// <param name="Weights">The buckets' weights by rarity, whose squares sum to one.</param>
/// <param name="Shape">The standardised figures of shape.</param>
internal sealed record MeasureReading(int[] Rows, float[] Weights, double[] Shape)
{
    /// <summary>The reading of an input.</summary>
    /// <param name="features">The input.</param>
    /// <param name="vocabulary">The words of the kind.</param>
    /// <param name="scale">The figures of shape of the kind.</param>
    public static MeasureReading Of(ContextFeatures features, Vocabulary vocabulary, ShapeScale scale)
    {
        var buckets = features.Buckets;
        var (weights, rows) = (new float[buckets.Length], new int[buckets.Length]);
        var (inputs, squares) = ((float)scale.Inputs, 0f);
        for (var i = 0; i < weights.Length; i++)
        {
            rows[i] = vocabulary.RowOf(buckets[i]);
            weights[i] = MathF.Log((inputs + 2) / (vocabulary.InputsWith(rows[i]) + 1));
            squares += weights[i] * weights[i];
        }

        var length = squares > 0 ? 1 / MathF.Sqrt(squares) : 0;
        for (var i = 0; i < weights.Length; i++) weights[i] *= length;
        var shape = new double[TextShape.Count];
        scale.Standardise(features.Shape, shape);
        return new MeasureReading(rows, weights, shape);
    }
}
