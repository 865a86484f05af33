using System.Text.Json;
using Atomic.Core.Specialists;

namespace Atomic.Core.Extraction;

/// <summary>
/// What is learned of one field. Two ways lead to its value: a place in the text with a form, or a class that the whole text tells (a truth value, one of a few words). Both learn from every
/// example, each is guessed before it is learned, and the one that was right more often of late answers.
/// </summary>
internal sealed class FieldModel(string path)
{
    /// <summary>More different values than this are no classes.</summary>
    public const int MaxClasses = 32;

    /// <summary>Pairs of a feature and a class that are kept: 0.8 MB.</summary>
    public const int MaxClassEntries = 1 << 16;

    private const double Retention = 0.95;
    private const double ClassLead = 0.02;

    /// <summary>The field, as JSON Pointer.</summary>
    public string Path { get; } = path;

    /// <summary>How many examples were learned.</summary>
    public long Examples { get; set; }

    /// <summary>The number of the last example that had the field, null included.</summary>
    public long LastSeen { get; set; }

    /// <summary>Which forms its values have.</summary>
    public FormShares Forms { get; } = new();

    /// <summary>What is learned of its places.</summary>
    public SpanWeights Spans { get; } = new();

    /// <summary>The classes; null once there were too many values for it.</summary>
    public OnlineClassifier? Classes { get; set; } = new(MaxClassEntries);

    /// <summary>How often the place of late had been right.</summary>
    public double SpanRight { get; set; } = 0.5;

    /// <summary>How often the class of late had been right.</summary>
    public double ClassRight { get; set; } = 0.5;

    /// <summary>Whether an answer says null where the field is not in the text; else it leaves it out.</summary>
    public bool SaysNull { get; set; }

    /// <summary>Whether the whole text tells the value rather than a place in it.</summary>
    public bool IsClass => Classes is not null && ClassRight > SpanRight + ClassLead;

    private FieldValue? Absent => SaysNull ? FieldValue.Null : null;

    /// <summary>Guesses by the place.</summary>
    /// <param name="distribution">The likelihood of places.</param>
    /// <param name="text">The text.</param>
    /// <param name="table">The weights of tokens' features.</param>
    public FieldGuess ByPlace(SpanDistribution distribution, TokenizedText text, SpanTable table)
    {
        var absent = distribution.Absent;
        var places = PlaceValues.Of(distribution, text);
        var (best, next) = (places.Count > 0 ? places[0] : default, places.Count > 1 ? places[1].Probability : 0);
        if (places.Count == 0 || absent >= best.Probability)
            return new FieldGuess { Field = Path, Value = Absent, Confidence = absent, RunnerUp = best.Probability, Examples = Examples };
        var start = text.Tokens[best.Span.First].Start;
        var guess = new FieldGuess
        {
            Field = Path,
            Start = start,
            Length = text.Tokens[best.Span.Last].End - start,
            Confidence = Math.Min(best.Probability, 1),
            RunnerUp = Math.Max(next, absent),
            KnownShare = KnownShare(best.Span, text, table),
            Examples = Examples,
        };
        return Forms.Apply(text.Between(best.Span.First, best.Span.Last)) is var (form, value)
            ? guess with { Form = form, Value = value }
            : guess with { Gap = $"What stands where {Path} is looked for has none of the forms that its values had." };
    }

    /// <summary>Guesses by the class; null where there are no classes.</summary>
    /// <param name="features">The text's features.</param>
    public FieldGuess? ByClass(FeatureVector features)
    {
        if (Classes is null || Classes.Predict(features) is not { Label: { } label } guess) return null;
        return new FieldGuess
        {
            Field = Path,
            Value = label == ClassLabel.Absent ? Absent : ClassLabel.ValueOf(label),
            Confidence = guess.Confidence,
            RunnerUp = guess.RunnerUp,
            Examples = guess.LabelExamples,
            KnownShare = null,
        };
    }

    /// <summary>Learns the right value, beside where it stands.</summary>
    /// <param name="value">The value; null where the answer leaves the field out.</param>
    /// <param name="places">Where it stands.</param>
    /// <param name="text">The text.</param>
    /// <param name="features">The text's features.</param>
    public void Learn(FieldValue? value, List<TokenSpan> places, TokenizedText text, FeatureVector? features)
    {
        Examples++;
        if (value is null or { Kind: JsonValueKind.Null }) SaysNull = value is not null;
        if (places.Count > 0) Forms.Learn(value!.Value, places, text);
        if (Classes is null || features is null) return;
        var label = ClassLabel.Of(value);
        Classes.Apply(features, Classes.Prepare(features, label));
        if (Classes.Labels.Count > MaxClasses || label.Length > OnlineClassifier.MaxLabelLength || !ClassLabel.IsOne(label)) Classes = null;
    }

    /// <summary>Counts what both ways had been worth.</summary>
    /// <param name="byPlace">Whether the place was right.</param>
    /// <param name="byClass">Whether the class was.</param>
    public void Judge(bool byPlace, bool byClass)
    {
        SpanRight = (SpanRight * Retention) + (byPlace ? 1 - Retention : 0);
        ClassRight = (ClassRight * Retention) + (byClass ? 1 - Retention : 0);
    }

    private static double KnownShare(TokenSpan span, TokenizedText text, SpanTable table)
    {
        const int before = TokenFeatures.After - TokenFeatures.Before;
        const int after = TokenFeatures.PerToken - TokenFeatures.After;
        var left = table.KnownShare(text.FeaturesOf(span.First).Slice(TokenFeatures.Before, before));
        return ((left * before) + (table.KnownShare(text.FeaturesOf(span.Last)[TokenFeatures.After..]) * after)) / (before + after);
    }
}
