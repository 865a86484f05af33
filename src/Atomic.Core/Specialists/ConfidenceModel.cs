namespace Atomic.Core.Specialists;

/// <summary>
/// What a guess's confidence is worth: the probability that it is right, by a logistic regression over a handful of signals that is learned online with its
/// uncertainty (the extended Kalman filter of logistic regression; Spiegelhalter and Lauritzen, Networks 20 (1990) 579-605, section 5). It is taught
/// only guesses that were made before their examples were learned. Given the signals, whether somebody else was asked says nothing of the guess's rightness, so that
/// guesses which were mostly doubtful teach of confident ones as well.
/// </summary>
public sealed class ConfidenceModel
{
    /// <summary>How many signals there are, the constant one included.</summary>
    public const int Signals = 6;

    // What is believed before anything is learned: that the softmax is about right. Chosen together with the variance on the recorded sets: docs/decisions/0021.
    private const double PriorVariance = 0.5;
    private static readonly double[] s_prior = [0, 2, 0.8, 0, 0, 0];

    // Below it a single surprise would move everything.
    private const double LeastCurvature = 1e-3;
    private const double LeastShare = 1e-6;

    /// <summary>A model that believes the softmax.</summary>
    public ConfidenceModel()
    {
        s_prior.CopyTo(Weights);
        ForgetCertainty();
    }

    /// <summary>The regression's weights, for snapshots.</summary>
    internal Span<double> Weights => _weights;

    /// <summary>Their covariance row by row, for snapshots.</summary>
    internal Span<double> Covariance => _covariance;

    private readonly double[] _weights = new double[Signals];
    private readonly double[] _covariance = new double[Signals * Signals];

    /// <summary>The probability, above 0 and below 1, that the guess is right.</summary>
    /// <param name="guess">A guess with a label.</param>
    public double Probability(in Guess guess)
    {
        Span<double> signals = stackalloc double[Signals];
        Fill(guess, signals);
        return Probability(signals);
    }

    /// <summary>Learns what a guess was worth.</summary>
    /// <param name="guess">The guess, as it was before its example was learned.</param>
    /// <param name="right">Whether it was right.</param>
    /// <param name="weight">How many microtasks it stands for, at least 1.</param>
    public void Learn(in Guess guess, bool right, double weight)
    {
        Span<double> signals = stackalloc double[Signals];
        Span<double> gain = stackalloc double[Signals];
        Fill(guess, signals);
        var probability = Probability(signals);
        var spread = 0.0;
        for (var i = 0; i < Signals; i++)
        {
            gain[i] = 0;
            for (var j = 0; j < Signals; j++) gain[i] += _covariance[(i * Signals) + j] * signals[j];
            spread += gain[i] * signals[i];
        }

        var curvature = weight * Math.Max(probability * (1 - probability), LeastCurvature);
        var shrink = curvature / (1 + (curvature * spread));
        var step = ((right ? 1 : 0) - probability) * weight / (1 + (curvature * spread));
        for (var i = 0; i < Signals; i++)
        {
            _weights[i] += gain[i] * step;
            for (var j = 0; j < Signals; j++) _covariance[(i * Signals) + j] -= shrink * gain[i] * gain[j];
        }
    }

    /// <summary>Lowers what all guesses are worth and learns quickly again, as at the beginning.</summary>
    /// <param name="expected">The share that should have been right of late, above 0 and below 1.</param>
    /// <param name="actual">The share that was right, above 0 and below 1.</param>
    public void Humble(double expected, double actual)
    {
        _weights[0] -= Math.Max(0, Logit(expected) - Logit(actual));
        ForgetCertainty();
    }

    private static double Logit(double share) => Math.Log(Math.Max(share, LeastShare) / Math.Max(1 - share, LeastShare));

    // Scaled so that each is about 1 in size.
    private static void Fill(in Guess guess, Span<double> signals)
    {
        signals[0] = 1;
        signals[1] = Logit(guess.Confidence) / 3;
        signals[2] = Math.Log(Math.Max(guess.Confidence, LeastShare) / Math.Max(guess.RunnerUp, LeastShare)) / 5;
        signals[3] = guess.KnownShare * 2;
        signals[4] = Math.Log(1 + guess.LabelExamples) / 3;
        signals[5] = (Math.Log(1 + guess.Examples) - 6) / 2;
    }

    private double Probability(ReadOnlySpan<double> signals)
    {
        var sum = 0.0;
        for (var i = 0; i < Signals; i++) sum += _weights[i] * signals[i];
        return Math.Clamp(1 / (1 + Math.Exp(-sum)), LeastShare, 1 - LeastShare);
    }

    private void ForgetCertainty()
    {
        Array.Clear(_covariance);
        for (var i = 0; i < Signals; i++) _covariance[i * (Signals + 1)] = PriorVariance;
    }
}
