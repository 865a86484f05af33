using Atomic.Core.Learning;

namespace Atomic.Core.Specialists;

/// <summary>
/// What is learned for one kind: a classifier, and the evidence of what its guesses were worth. Every example is guessed before it is
/// learned, and only that guess counts as evidence. Deterministic: the same examples in the same order give the same state, bit for bit, on
/// one machine. Not safe for concurrent use while it learns.
/// </summary>
public sealed class Specialist
{
    /// <summary>Guesses whose calibrated lower bound reaches this are rehearsals: they would have been bids, and their outcomes are counted.</summary>
    public const double RehearsalFloor = 0.6;

    /// <summary>A label counts as learned from so many examples.</summary>
    public const int LeastLabelExamples = 5;

    /// <summary>A text is recognised where its known share is not unusually low for the kind, and never below this.</summary>
    public const double LeastKnownShare = 0.2;

    /// <summary>Unusually low: by more than so many standard deviations of the share's logarithm.</summary>
    private const double UnusualDeviations = 3;

    /// <summary>Some 100 examples count for what is usual, since the share grows with what is known.</summary>
    private const double UsualRetention = 0.99;

    /// <summary>The classifier.</summary>
    public OnlineClassifier Classifier { get; } = new();

    /// <summary>Its calibration.</summary>
    public ConfidenceCalibrator Calibrator { get; } = new();

    /// <summary>Outcomes of the guesses that would have been bids; old ones fade.</summary>
    public DecayedCounts Rehearsed { get; internal set; }

    /// <summary>The logarithms of the known shares of past examples, each at the time it came; old ones fade.</summary>
    public DecayedMoments LogKnownShare { get; internal set; }

    /// <summary>Guesses the example, counts what the guess was worth, then learns it.</summary>
    /// <param name="text">The text's features.</param>
    /// <param name="label">The right answer; 1 to <see cref="OnlineClassifier.MaxLabelLength"/> characters, else the example is ignored.</param>
    public void Learn(FeatureVector text, string label) => Apply(text, Classifier.Prepare(text, label));

    /// <summary>The second half of <see cref="Learn"/>: all of it that changes anything.</summary>
    /// <param name="text">The text's features.</param>
    /// <param name="lesson">What <see cref="OnlineClassifier.Prepare"/> made of them, with nothing learned in between.</param>
    public void Apply(FeatureVector text, Lesson lesson)
    {
        if (lesson.IsIgnored) return;
        var guess = lesson.Guess;
        if (guess.Label is not null && guess.KnownShare >= RecognitionFloor())
        {
            if (Calibrator.Estimate(guess.Confidence).Low >= RehearsalFloor)
                Rehearsed = Rehearsed.After(lesson.IsRight ? 1 : 0, 1, ConfidenceCalibrator.Retention);
            Calibrator.Add(guess.Confidence, lesson.IsRight);
        }
        Classifier.Apply(text, lesson);
        LogKnownShare = LogKnownShare.After(Math.Log(Math.Max(guess.KnownShare, LeastKnownShare)), UsualRetention);
    }

    /// <summary>Guesses, with the evidence. Changes nothing.</summary>
    /// <param name="text">The text's features.</param>
    public Assessment Assess(FeatureVector text)
    {
        var guess = Classifier.Predict(text);
        return new Assessment
        {
            Guess = guess,
            AtConfidence = Calibrator.Evidence(guess.Confidence),
            Rehearsed = Rehearsed,
            LeastKnownShare = RecognitionFloor(),
            Examples = Classifier.Examples,
            LearnedLabels = Classifier.CountLabels(LeastLabelExamples),
        };
    }

    private double RecognitionFloor()
    {
        if (LogKnownShare.Weight < 1) return LeastKnownShare;
        var deviation = Math.Sqrt(Math.Max(0, LogKnownShare.SquaredDeviations / LogKnownShare.Weight));
        return Math.Max(LeastKnownShare, Math.Exp(LogKnownShare.Mean - (UnusualDeviations * deviation)));
    }
}
