using Atomic.Core.Specialists;

namespace Atomic.Core.Extraction;

/// <summary>A text as an extractor sees it: its tokens, and of each the hashed features. Bounded, whatever the text.</summary>
public sealed class TokenizedText
{
    /// <summary>UTF-16 units of a text that are looked at, from its beginning: as many as classifiers look at.</summary>
    public const int MaxCharacters = TextFeatures.MaxCharacters;

    /// <summary>The most tokens of a text; what comes after them is not looked at.</summary>
    public const int MaxTokens = 1_024;

    private readonly int[] _buckets;

    private TokenizedText(string text, bool isWhole, List<TextToken> tokens)
    {
        (Text, Tokens, IsWhole) = (text, tokens, isWhole && tokens.Count < MaxTokens);
        _buckets = new int[tokens.Count * TokenFeatures.PerToken];
        TokenFeatures.Fill(text, tokens, _buckets);
    }

    /// <summary>The text, as far as it is looked at.</summary>
    public string Text { get; }

    /// <summary>Whether nothing of the text was left out.</summary>
    public bool IsWhole { get; }

    /// <summary>Its tokens in order.</summary>
    internal List<TextToken> Tokens { get; }

    /// <summary>Cuts a text into tokens.</summary>
    /// <param name="text">Any text.</param>
    public static TokenizedText Of(string text)
    {
        var seen = text.Length <= MaxCharacters ? text : text[..(char.IsHighSurrogate(text[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters)];
        return new TokenizedText(seen, seen.Length == text.Length, Extraction.Tokens.Of(seen, MaxTokens));
    }

    /// <summary>The buckets of a token's features, in the order of <see cref="TokenFeatures"/>.</summary>
    internal ReadOnlySpan<int> FeaturesOf(int token) => _buckets.AsSpan(token * TokenFeatures.PerToken, TokenFeatures.PerToken);

    /// <summary>The text from the first token to the last, both included.</summary>
    internal ReadOnlySpan<char> Between(int first, int last) => Text.AsSpan(Tokens[first].Start, Tokens[last].End - Tokens[first].Start);
}
