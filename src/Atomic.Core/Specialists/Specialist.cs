namespace Atomic.Core.Specialists;

/// <summary>
/// What is learned of one kind whose answers are labels: a classifier, and the evidence of what its guesses were worth. Deterministic: the same examples in the same order give the same
/// state, bit for bit, on one machine. Not safe for concurrent use while it learns.
/// </summary>
public sealed class Specialist
{
    /// <summary>A label counts as learned from so many examples.</summary>
    public const int LeastLabelExamples = 5;

    /// <summary>The least labels with enough examples: with one, every answer is the same.</summary>
    public const int LeastLabels = 2;

    /// <summary>The classifier.</summary>
    public OnlineClassifier Classifier { get; } = new();

    /// <summary>What its guesses were worth.</summary>
    public GuessEvidence Evidence { get; } = new();

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
        Evidence.Count(lesson.Guess, lesson.IsRight, weight);
        Classifier.Apply(text, lesson);
    }

    /// <summary>Guesses, with the evidence. Changes nothing.</summary>
    /// <param name="text">The text's features.</param>
    public Assessment Assess(FeatureVector text)
    {
        var guess = Classifier.Predict(text);
        return Evidence.Assess(guess) with { Gap = FindGap(guess) };
    }

    private string? FindGap(in Guess guess)
    {
        var labels = Classifier.CountLabels(LeastLabelExamples);
        if (labels < LeastLabels) return $"It has learned {labels} of the {LeastLabels} labels that it needs, with {LeastLabelExamples} examples each.";
        return guess.LabelExamples < LeastLabelExamples
            ? $"It has learned {guess.LabelExamples} of the {LeastLabelExamples} examples that it needs of the likeliest label."
            : null;
    }
}
