namespace Atomic.Core.Extraction;

/// <summary>
/// How likely each place of a text is the one that a field's value stands at, or that there is none: a log-linear model over all pieces of up to <see cref="SpanFinder.MaxTokens"/> tokens
/// (a semi-Markov model of one segment; Sarawagi and Cohen, NIPS 17 (2004)).
/// </summary>
internal sealed class SpanDistribution
{
    // What is e^-20 as likely as the likeliest counts for nothing, and its exponential is not taken.
    private const float Negligible = 20;
    private const double LeastProbability = 1e-5;

    private readonly SpanWeights _weights;
    private readonly float[] _begins;
    private readonly float[] _ends;
    private readonly float[] _inside;
    private readonly int[] _reach;
    private readonly float[] _mostFrom;
    private readonly float _most;
    private readonly double _sum;

    /// <summary>The distribution for a field.</summary>
    /// <param name="scores">The scores of all tokens.</param>
    /// <param name="field">The field's number.</param>
    /// <param name="weights">What else is learned of it.</param>
    public SpanDistribution(SpanScores scores, int field, SpanWeights weights)
    {
        var tokens = scores.Text.Tokens;
        (_weights, _begins, _ends, _inside, _reach) = (weights, new float[tokens.Count], new float[tokens.Count], new float[tokens.Count + 1], new int[tokens.Count]);
        for (var i = 0; i < tokens.Count; i++)
        {
            var own = scores.Of(i, field);
            (_begins[i], _ends[i], _inside[i + 1]) = (own[0], own[1], _inside[i] + own[2]);
        }

        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            var endOfLine = i + 1 < tokens.Count && (weights.SpansLines || tokens[i + 1].Line == tokens[i].Line) ? _reach[i + 1] : i;
            _reach[i] = Math.Min(endOfLine, tokens.Count - 1);
        }

        for (var i = 0; i < tokens.Count; i++) _reach[i] = Math.Min(_reach[i], i + SpanFinder.MaxTokens - 1);
        _mostFrom = new float[tokens.Count];
        _most = MostScore();
        _sum = Math.Exp(weights.Absent - _most) + SumOfLikely();
    }

    /// <summary>The probability that there is none.</summary>
    public double Absent => Math.Exp(_weights.Absent - _most) / _sum;

    /// <summary>The places of some probability.</summary>
    public List<(TokenSpan Span, double Probability)> Likely()
    {
        var likely = new List<(TokenSpan, double)>();
        var least = _most + (float)Math.Log(LeastProbability * _sum);
        for (var first = 0; first < _begins.Length; first++)
        {
            for (var last = first; last <= _reach[first] && _mostFrom[first] > least; last++)
            {
                var score = Score(first, last);
                if (score > least) likely.Add((new TokenSpan(first, last), Math.Exp(score - _most) / _sum));
            }
        }

        return likely;
    }

    /// <summary>The probability of each place, given that it is one of these.</summary>
    public double[] Among(List<TokenSpan> spans)
    {
        var most = float.NegativeInfinity;
        foreach (var span in spans) most = MathF.Max(most, Score(span.First, span.Last));
        var (shares, sum) = (new double[spans.Count], 0.0);
        for (var i = 0; i < shares.Length; i++) sum += shares[i] = Math.Exp(Score(spans[i].First, spans[i].Last) - most);
        for (var i = 0; i < shares.Length; i++) shares[i] /= sum;
        return shares;
    }

    private float Score(int first, int last) => _begins[first] + _ends[last] + _inside[last + 1] - _inside[first] + _weights.Weights[last - first];

    private float MostScore()
    {
        var most = _weights.Absent;
        for (var first = 0; first < _begins.Length; first++)
        {
            var from = float.NegativeInfinity;
            for (var last = first; last <= _reach[first]; last++) from = MathF.Max(from, Score(first, last));
            (_mostFrom[first], most) = (from, MathF.Max(most, from));
        }

        return most;
    }

    private double SumOfLikely()
    {
        var (sum, least) = (0.0, _most - Negligible);
        for (var first = 0; first < _begins.Length; first++)
        {
            for (var last = first; last <= _reach[first] && _mostFrom[first] > least; last++)
            {
                var score = Score(first, last);
                if (score > least) sum += Math.Exp(score - _most);
            }
        }

        return sum;
    }
}
