using Atomic.Core.Learning;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Specialists;

/// <summary>
/// What guesses were worth, whatever guesses: their confidence as a probability, how often answers from some probability on are right, the control chart over the last of them, and which texts
/// count as recognised. Every example is guessed before it is learned, and only that guess counts. Not safe for concurrent use while it learns.
/// </summary>
public sealed class GuessEvidence
{
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

    /// <summary>What confidence is worth.</summary>
    public ConfidenceModel Confidence { get; } = new();

    /// <summary>What guesses came to.</summary>
    public PrecisionRecord Precision { get; } = new();

    /// <summary>The last confident guesses.</summary>
    public RecentOutcomes Recent { get; private set; }

    /// <summary>The logarithms of the known shares of past examples, each at the time it came; old ones fade.</summary>
    public DecayedMoments LogKnownShare { get; private set; }

    /// <summary>The least known share at which a text counts as recognised.</summary>
    public double RecognitionFloor
    {
        get
        {
            if (LogKnownShare.Weight < 1) return LeastKnownShare;
            var deviation = Math.Sqrt(Math.Max(0, LogKnownShare.SquaredDeviations / LogKnownShare.Weight));
            return Math.Max(LeastKnownShare, Math.Exp(LogKnownShare.Mean - (UnusualDeviations * deviation)));
        }
    }

    /// <summary>Counts what the guess for an example was worth; one without an answer, or for a text that is not recognised, would not have been given and tells nothing.</summary>
    /// <param name="guess">The guess, as it was before the example was learned.</param>
    /// <param name="isRight">Whether it was right.</param>
    /// <param name="weight">How many microtasks it stands for, at least 1; see <see cref="AuditShare.Weight"/>.</param>
    public void Count(in Guess guess, bool isRight, double weight)
    {
        // Where there was no answer, its known share is none that could be usual.
        if (guess.Label is null && guess.Examples > 0) return;
        if (guess.Label is not null && guess.KnownShare >= RecognitionFloor) Judge(guess, isRight, weight);
        LogKnownShare = LogKnownShare.After(Math.Log(Math.Max(guess.KnownShare, LeastKnownShare)), UsualRetention);
    }

    /// <summary>Forgets what guesses came to, because what is asked for is another thing now: they earn their place anew.</summary>
    public void Restart()
    {
        Confidence.Humble(Recent.ExpectedShare, Recent.ExpectedShare);
        Precision.Fade(0);
        Recent = default;
    }

    /// <summary>A guess with what is known of such guesses. Changes nothing.</summary>
    /// <param name="guess">The guess.</param>
    public Assessment Assess(in Guess guess)
    {
        var probability = Confidence.Probability(guess);
        return new Assessment
        {
            Guess = guess,
            Probability = probability,
            Outcomes = Precision.OutcomesAt(probability),
            Answers = Precision.From(probability),
            LeastKnownShare = RecognitionFloor,
            Examples = guess.Examples,
        };
    }

    /// <summary>Writes it.</summary>
    internal void Write(BinaryWriter writer)
    {
        SnapshotFigures.Write(writer, Confidence.Weights);
        SnapshotFigures.Write(writer, Confidence.Covariance);
        foreach (var bin in Precision.Content) SnapshotFigures.Write(writer, [bin.Weight, bin.Right, bin.Expected, bin.Squares]);
        SnapshotFigures.Write(writer, [Recent.Right, Recent.Expected, Recent.Variance, Recent.Count]);
        SnapshotFigures.Write(writer, [LogKnownShare.Weight, LogKnownShare.Mean, LogKnownShare.SquaredDeviations]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is no such state.</exception>
    internal void Read(BinaryReader reader)
    {
        SnapshotFigures.Read(reader, Confidence.Weights);
        SnapshotFigures.Read(reader, Confidence.Covariance);
        foreach (ref var bin in Precision.Content)
            bin = new PrecisionBin(SnapshotFigures.Count(reader), SnapshotFigures.Count(reader), SnapshotFigures.Count(reader), SnapshotFigures.Count(reader));
        Recent = new RecentOutcomes(SnapshotFigures.Count(reader), SnapshotFigures.Count(reader), SnapshotFigures.Count(reader), SnapshotFigures.Count(reader));
        LogKnownShare = new DecayedMoments(SnapshotFigures.Figure(reader), SnapshotFigures.Figure(reader), SnapshotFigures.Figure(reader));
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
}
