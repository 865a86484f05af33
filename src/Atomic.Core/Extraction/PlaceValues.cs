namespace Atomic.Core.Extraction;

/// <summary>The values that a text has at the likely places of a field.</summary>
internal static class PlaceValues
{
    private const int Most = 4;

    /// <summary>The likeliest values first, each with its likeliest place: a value that stands twice is as likely as both places together.</summary>
    public static List<(TokenSpan Span, double Probability)> Of(SpanDistribution distribution, TokenizedText text)
    {
        var values = new List<(TokenSpan Span, double Probability)>();
        foreach (var (span, probability) in distribution.Likely().OrderByDescending(static place => place.Probability))
        {
            var same = values.FindIndex(value => text.Between(value.Span.First, value.Span.Last).SequenceEqual(text.Between(span.First, span.Last)));
            if (same >= 0) values[same] = (values[same].Span, values[same].Probability + probability);
            else if (values.Count < Most) values.Add((span, probability));
        }

        return [.. values.OrderByDescending(static value => value.Probability)];
    }
}
