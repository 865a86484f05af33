using Atomic.Core.Specialists;

namespace Atomic.Core.Extraction;

/// <summary>
/// What is learned of one kind whose answers are objects: an extractor, and the evidence of what its answers were worth. An answer counts as a whole: it is right where every field is. Not safe for
/// concurrent use while it learns.
/// </summary>
public sealed class ExtractionSpecialist
{
    /// <summary>A field counts as learned from so many examples.</summary>
    public const int LeastFieldExamples = 5;

    /// <summary>What stands for a whole answer where a guess has its label.</summary>
    private const string Whole = "{}";

    /// <summary>The extractor.</summary>
    public Extractor Extractor { get; } = new();

    /// <summary>What its answers were worth.</summary>
    public GuessEvidence Evidence { get; } = new();

    /// <summary>Guesses the example, counts what the guess was worth, then learns it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="features">Its features.</param>
    /// <param name="answer">The right answer's fields; see <see cref="AnswerFields.TryRead"/>.</param>
    /// <param name="weight">How many microtasks its outcome stands for, at least 1; see <see cref="AuditShare.Weight"/>.</param>
    public void Learn(TokenizedText text, FeatureVector features, IReadOnlyList<KeyValuePair<string, FieldValue>> answer, double weight = 1)
    {
        var asked = Extractor.Current.Union(answer.Select(static field => field.Key), StringComparer.Ordinal).ToList();
        var fields = Extractor.Read(text, features, asked);
        var isRight = fields.All(field => field.Gap is null && field.Value == Extractor.ValueOf(answer, field.Field));
        Evidence.Count(GuessOf(fields), isRight, weight);

        // What was known is of answers without the new field.
        if (Extractor.Learn(text, features, answer) > 0) Evidence.Restart();
    }

    /// <summary>Takes the fields out of a text, with the evidence. Changes nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="features">Its features.</param>
    /// <param name="wanted">The fields, in the order of the answer.</param>
    public ExtractionReading Read(TokenizedText text, FeatureVector features, IReadOnlyList<string> wanted)
    {
        var fields = Extractor.Read(text, features, wanted);
        return new ExtractionReading(Evidence.Assess(GuessOf(fields)) with { Gap = FindGap(text, fields) }, fields);
    }

    private static string? FindGap(TokenizedText text, IReadOnlyList<FieldGuess> fields)
    {
        if (!text.IsWhole) return $"The input is longer than the {TokenizedText.MaxCharacters} characters that it reads, or has more than {TokenizedText.MaxTokens} words, numbers and marks.";
        if (fields.FirstOrDefault(static field => field.Examples < LeastFieldExamples) is { } unlearned)
            return $"It has learned {unlearned.Examples} of the {LeastFieldExamples} examples that it needs of {unlearned.Field}.";
        return fields.FirstOrDefault(static field => field.Gap is not null)?.Gap;
    }

    // The fields as one guess: right where all are, recognised as far as the least known of them.
    private Guess GuessOf(IReadOnlyList<FieldGuess> fields)
    {
        if (fields.Count == 0 || fields.Any(static field => field.Gap is not null)) return new Guess(null, 0, 0, 0, 0, Extractor.Examples);
        var (confidence, runnerUp, known, examples) = (1.0, 0.0, 1.0, long.MaxValue);
        foreach (var field in fields)
        {
            confidence *= field.Confidence;
            runnerUp = Math.Max(runnerUp, field.RunnerUp / Math.Max(field.Confidence, 1e-9));
            known = Math.Min(known, field.KnownShare ?? 1);
            examples = Math.Min(examples, field.Examples);
        }

        // Where nothing was taken from the text, nothing tells that the text is of the kind.
        if (fields.All(static field => field.Start is null)) known = 0;
        return new Guess(Whole, confidence, confidence * Math.Min(runnerUp, 1), known, examples, Extractor.Examples);
    }
}
