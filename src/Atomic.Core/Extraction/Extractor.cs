using System.Text.Json;
using Atomic.Core.Specialists;

namespace Atomic.Core.Extraction;

/// <summary>
/// Takes the fields of an answer out of a text, and learns how from one right answer at a time. It discovers its fields as they come. Deterministic: the same examples in the same order give
/// the same state, bit for bit, on one machine. Not safe for concurrent use while it learns.
/// </summary>
public sealed class Extractor
{
    /// <summary>A field that so many answers did not have is no longer asked for.</summary>
    private const long ForgottenAfter = 100;

    private readonly List<FieldModel> _fields = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>How many examples were learned.</summary>
    public long Examples { get; internal set; }

    /// <summary>The fields in order of discovery, as JSON Pointers.</summary>
    public IEnumerable<string> Fields => _fields.Select(static model => model.Path);

    /// <summary>The fields that answers have by now: one that none of many answers had is no longer asked for.</summary>
    public IReadOnlyList<string> Current => [.. _fields.Where(IsCurrent).Select(static model => model.Path)];

    /// <summary>How many features of tokens have taught something.</summary>
    public int Rows => Table.Rows;

    /// <summary>The fields, for snapshots.</summary>
    internal IReadOnlyList<FieldModel> Models => _fields;

    /// <summary>The weights of tokens' features, for snapshots.</summary>
    internal SpanTable Table { get; } = new();

    /// <summary>Takes fields out of a text. Changes nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="features">Its features.</param>
    /// <param name="wanted">The fields, in the order of the answer; one that is not known has a gap.</param>
    public IReadOnlyList<FieldGuess> Read(TokenizedText text, FeatureVector features, IReadOnlyList<string> wanted)
    {
        var scores = new SpanScores(text, Table, _fields.Count);
        var guesses = new FieldGuess[wanted.Count];
        for (var i = 0; i < guesses.Length; i++)
        {
            guesses[i] = _numbers.TryGetValue(wanted[i], out var number)
                ? Guess(number, scores, features)
                : new FieldGuess { Field = wanted[i], Confidence = 0, RunnerUp = 0, Examples = 0, Gap = $"It has learned nothing of {wanted[i]}." };
        }

        return guesses;
    }

    /// <summary>Learns a right answer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="features">Its features.</param>
    /// <param name="answer">The answer's fields; see <see cref="AnswerFields.TryRead"/>.</param>
    /// <returns>How many fields were discovered by it.</returns>
    public int Learn(TokenizedText text, FeatureVector features, IReadOnlyList<KeyValuePair<string, FieldValue>> answer)
    {
        Examples++;
        var known = _fields.Count;
        foreach (var (path, _) in answer) Discover(path);
        foreach (var (path, _) in answer)
            if (_numbers.TryGetValue(path, out var number)) _fields[number].LastSeen = Examples;
        var scores = new SpanScores(text, Table, _fields.Count);
        for (var number = 0; number < _fields.Count; number++)
        {
            var field = _fields[number];
            if (IsCurrent(field)) Learn(number, ValueOf(answer, field.Path), scores, features);
        }

        return _fields.Count - known;
    }

    /// <summary>Adds a field of a snapshot; false where it is known or one too many.</summary>
    internal bool TryRestore(FieldModel field)
    {
        if (_fields.Count == AnswerFields.MaxFields || !_numbers.TryAdd(field.Path, _fields.Count)) return false;
        _fields.Add(field);
        return true;
    }

    /// <summary>The answer's value of a field; null where the answer leaves it out.</summary>
    internal static FieldValue? ValueOf(IReadOnlyList<KeyValuePair<string, FieldValue>> answer, string path)
    {
        foreach (var (known, value) in answer)
            if (known == path) return value;
        return null;
    }

    private bool IsCurrent(FieldModel field) => Examples - field.LastSeen < ForgottenAfter;

    private void Discover(string path)
    {
        if (!_numbers.ContainsKey(path)) TryRestore(new FieldModel(path));
    }

    private FieldGuess Guess(int number, SpanScores scores, FeatureVector features)
    {
        var field = _fields[number];
        return (field.IsClass ? field.ByClass(features) : null) ?? field.ByPlace(new SpanDistribution(scores, number, field.Spans), scores.Text, Table);
    }

    private void Learn(int number, FieldValue? value, SpanScores scores, FeatureVector features)
    {
        var (field, text) = (_fields[number], scores.Text);
        var places = value is { } right ? Allowed(SpanFinder.Find(text, right), field, text) : [];
        var distribution = new SpanDistribution(scores, number, field.Spans);
        field.Judge(
            Same(field.ByPlace(distribution, text, Table), value),
            field.ByClass(features) is { } byClass && Same(byClass, value));

        // Of a value that stands nowhere nothing is learned of places; that there is none is a lesson.
        var isAbsent = value is null or { Kind: JsonValueKind.Null };
        if (places.Count > 0 || isAbsent) SpanLearning.Teach(distribution, places, text, number, Table, field.Spans);
        field.Learn(value, places, text, features);
    }

    // A place within one line is meant, where there is one.
    private static List<TokenSpan> Allowed(List<TokenSpan> places, FieldModel field, TokenizedText text)
    {
        var within = places.FindAll(place => text.Tokens[place.First].Line == text.Tokens[place.Last].Line);
        if (within.Count > 0 || places.Count == 0) return within;
        field.Spans.SpansLines = true;
        return places;
    }

    private static bool Same(FieldGuess guess, FieldValue? value) => guess.Gap is null && guess.Value == value;
}
