namespace Atomic.Core.Extraction;

/// <summary>
/// Teaches where a field's value stands, by the slope of the logarithm of the right places' probability. Where a value stands at several places, each is taken for the right one as much as
/// the model takes it for it by now (the expectation step of a latent variable), so that the place that explains most examples wins.
/// </summary>
internal static class SpanLearning
{
    // Slopes below this are left out: they change next to nothing and would touch every token of every text.
    private const double LeastSlope = 0.01;

    /// <summary>Teaches.</summary>
    /// <param name="distribution">What is believed of the places by now.</param>
    /// <param name="right">The right places; none: there is none.</param>
    /// <param name="text">The text.</param>
    /// <param name="field">The field's number.</param>
    /// <param name="table">The weights of tokens' features.</param>
    /// <param name="weights">The field's other weights.</param>
    public static void Teach(SpanDistribution distribution, List<TokenSpan> right, TokenizedText text, int field, SpanTable table, SpanWeights weights)
    {
        var slopes = new Slopes(text.Tokens.Count);
        foreach (var (span, probability) in distribution.Likely()) slopes.Add(span, probability);
        var shares = distribution.Among(right);
        for (var i = 0; i < shares.Length; i++) slopes.Add(right[i], -shares[i]);
        slopes.Lengths[SpanFinder.MaxTokens] = distribution.Absent - (right.Count == 0 ? 1 : 0);

        for (var length = 0; length < slopes.Lengths.Length; length++)
            if (Math.Abs(slopes.Lengths[length]) >= LeastSlope) weights.Move(length, (float)slopes.Lengths[length]);
        var inside = 0.0;
        for (var token = 0; token < text.Tokens.Count; token++)
        {
            inside += slopes.Inside[token];
            Move(table, text.FeaturesOf(token), field * SpanScores.ColumnsPerField, slopes.Begins[token], slopes.Ends[token], inside);
        }
    }

    private static void Move(SpanTable table, ReadOnlySpan<int> features, int column, double begins, double ends, double inside)
    {
        if (Math.Abs(begins) >= LeastSlope) table.Move(features, column, (float)begins);
        if (Math.Abs(ends) >= LeastSlope) table.Move(features, column + 1, (float)ends);
        if (Math.Abs(inside) >= LeastSlope) table.Move(features, column + 2, (float)inside);
    }

    private sealed class Slopes(int tokens)
    {
        public double[] Begins { get; } = new double[tokens];

        public double[] Ends { get; } = new double[tokens];

        // By how much the slope of what a value consists of changes from one token to the next.
        public double[] Inside { get; } = new double[tokens + 1];

        public double[] Lengths { get; } = new double[SpanFinder.MaxTokens + 1];

        public void Add(TokenSpan span, double share)
        {
            Begins[span.First] += share;
            Ends[span.Last] += share;
            Inside[span.First] += share;
            Inside[span.Last + 1] -= share;
            Lengths[span.Last - span.First] += share;
        }
    }
}
