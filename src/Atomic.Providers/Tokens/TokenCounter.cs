using Microsoft.ML.Tokenizers;

namespace Atomic.Providers.Tokens;

/// <summary>
/// Counts tokens with <c>o200k_base</c>, the vocabulary of the house: near enough for models with another, and the same on every machine.
/// Texts up to <see cref="ExactCharacters"/> are counted; longer ones are extrapolated from slices spread evenly over the text, so that a price
/// estimate of a long document costs no more than one of a short one. The vocabulary (about 42 MB, 0.4 s) is loaded once, when first needed.
/// </summary>
public sealed class TokenCounter
{
    /// <summary>Up to that many characters (UTF-16), every one is counted.</summary>
    public const int ExactCharacters = 8_192;

    /// <summary>Tokens that a chat adds per message: three, and one for its role (OpenAI cookbook, "How to count tokens with tiktoken").</summary>
    public const int TokensPerMessage = 4;

    /// <summary>Tokens that a chat adds once, to prime the answer (same source).</summary>
    public const int TokensPerChat = 3;

    private const int Slices = 8;

    // Byte-pair merging grows faster than linearly within one unbroken run of letters: 8,192 rare characters in a row take 0.4 s.
    // Cut into pieces of that many characters, they take a few milliseconds, and a cut in a run adds about one token.
    private const int PieceCharacters = 256;

    private readonly Lazy<TiktokenTokenizer> _tokenizer = new(static () => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <summary>Loads the vocabulary now, so that the first microtask does not wait for it.</summary>
    public void Load() => _ = _tokenizer.Value;

    /// <summary>How many tokens the text has.</summary>
    /// <param name="text">Any text.</param>
    public int Count(ReadOnlySpan<char> text)
    {
        if (text.Length <= ExactCharacters)
            return CountPieces(text);

        const int length = ExactCharacters / Slices;
        var tokens = 0L;
        for (var slice = 0; slice < Slices; slice++)
        {
            var start = (int)((long)(text.Length - length) * slice / (Slices - 1));
            tokens += CountPieces(text.Slice(start, length));
        }

        return (int)Math.Min(int.MaxValue, Math.Ceiling((double)tokens * text.Length / ExactCharacters));
    }

    private int CountPieces(ReadOnlySpan<char> text)
    {
        var tokenizer = _tokenizer.Value;
        var tokens = 0;
        while (text.Length > 0)
        {
            var piece = text[..PieceLength(text)];
            tokens += tokenizer.CountTokens(piece, considerPreTokenization: true, considerNormalization: false);
            text = text[piece.Length..];
        }

        return tokens;
    }

    private static int PieceLength(ReadOnlySpan<char> text)
    {
        if (text.Length <= PieceCharacters)
            return text.Length;

        // A cut before " word" is where the vocabulary's own pattern cuts, so it changes nothing.
        for (var at = PieceCharacters - 1; at > 0; at--)
        {
            if (text[at] == ' ' && char.IsLetter(text[at + 1]) && !char.IsWhiteSpace(text[at - 1]))
                return at;
        }

        return char.IsHighSurrogate(text[PieceCharacters - 1]) ? PieceCharacters - 1 : PieceCharacters;
    }
}
