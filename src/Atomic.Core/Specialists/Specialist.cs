using Atomic.Core.Learning;

namespace Atomic.Core.Specialists;

/// <summary>
/// What is learned for one kind: a classifier, and the evidence of what its guesses were worth. Every example is guessed before it is
/// learned, and only that guess counts as evidence. Deterministic: the same examples in the same order give the same state, bit for bit, on
/// one machine. Not safe for concurrent use while it learns.
/// </summary>
public sealed class Specialist
{
    /// <summary>A label counts as learned from so many examples.</summary>
    public const int LeastLabelExamples = 5;

    /// <summary>A text is recognised where its known share is not unusually low for the kind, and never below this.</summary>
    public const double LeastKnownShare = 0.2;

    /// <summary>Unusually low: by more than so many standard deviations of the share's logarithm.</summary>
    private const double UnusualDeviations = 3;

    /// <summary>Some 100 examples count for what is usual, since the share grows with what is known.</summary>
    private const double UsualRetention = 0.99;

    /// <summary>For how many outcomes one may count in the regression, which would otherwise follow single ones.</summary>
    private const double MostLessonWeight = 20;

    /// <summary>What is kept of the evidence when recent outcomes contradict it.</summary>
    private const double KeptAfterSurprise = 0.02;

    /// <summary>The classifier.</summary>
    public OnlineClassifier Classifier { get; } = new();

    /// <summary>What its confidence is worth.</summary>
    public ConfidenceModel Confidence { get; } = new();

    /// <summary>What its guesses came to.</summary>
    public PrecisionRecord Precision { get; } = new();

    /// <summary>The last confident guesses.</summary>
    public RecentOutcomes Recent { get; internal set; }

    /// <summary>The logarithms of the known shares of past examples, each at the time it came; old ones fade.</summary>
    public DecayedMoments LogKnownShare { get; internal set; }

    /// <summary>Guesses the example, counts what the guess was worth, then learns it.</summary>
    /// <param name="text">The text's features.</param>
    /// <param name="label">The right answer; 1 to <see cref="OnlineClassifier.MaxLabelLength"/> characters, else the example is ignored.</param>
    /// <param name="weight">How many microtasks its outcome stands for, at least 1; see <see cref="AuditShare.Weight"/>.</param>
    public void Learn(FeatureVector text, string label, double weight = 1) => Apply(text, Classifier.Prepare(text, label), weight);

    /// <summary>The second half of <see cref="Learn"/>: all of it that changes anything.</summary>
    /// <param name="text">The text's features.</param>
    /// <param name="lesson">What <see cref="OnlineClassifier.Prepare"/> made of them, with nothing learned in between.</param>
    /// <param name="weight">How many microtasks its outcome stands for, at least 1.</param>
    public void Apply(FeatureVector text, Lesson lesson, double weight = 1)
    {
        if (lesson.IsIgnored) return;
        var guess = lesson.Guess;
        if (guess.Label is not null && guess.KnownShare >= RecognitionFloor()) Judge(guess, lesson.IsRight, weight);
        Classifier.Apply(text, lesson);
        LogKnownShare = LogKnownShare.After(Math.Log(Math.Max(guess.KnownShare, LeastKnownShare)), UsualRetention);
    }

    /// <summary>Guesses, with the evidence. Changes nothing.</summary>
    /// <param name="text">The text's features.</param>
    public Assessment Assess(FeatureVector text)
    {
        var guess = Classifier.Predict(text);
        var probability = Confidence.Probability(guess);
        return new Assessment
        {
            Guess = guess,
            Probability = probability,
            Outcomes = Precision.OutcomesAt(probability),
            Answers = Precision.From(probability),
            LeastKnownShare = RecognitionFloor(),
            Examples = Classifier.Examples,
            LearnedLabels = Classifier.CountLabels(LeastLabelExamples),
        };
    }

    private void Judge(in Guess guess, bool isRight, double weight)
    {
        var probability = Confidence.Probability(guess);
        Precision.Add(probability, isRight, weight);
        Confidence.Learn(guess, isRight, Math.Min(weight, MostLessonWeight));
        if (probability < RecentOutcomes.LeastProbability) return;
        Recent = Recent.After(probability, isRight);
        if (!Recent.IsSurprising) return;

        // What was known of its answers is of a time that is over: it steps back now, and earns its place anew.
        Confidence.Humble(Recent.ExpectedShare, Recent.RightShare);
        Precision.Fade(KeptAfterSurprise);
        Recent = default;
    }

    private double RecognitionFloor()
    {
        if (LogKnownShare.Weight < 1) return LeastKnownShare;
        var deviation = Math.Sqrt(Math.Max(0, LogKnownShare.SquaredDeviations / LogKnownShare.Weight));
        return Math.Max(LeastKnownShare, Math.Exp(LogKnownShare.Mean - (UnusualDeviations * deviation)));
    }
}
