namespace Atomic.Core.Extraction;

/// <summary>
/// What tells of a token whether a value begins, goes on or ends there: what it is, what stands before it (the words, the key before a colon, the line and the line above), and what after it. Each
/// feature is hashed with its number into buckets (Weinberger et al., ICML 2009). Pure, and the same on every machine with the same Unicode tables.
/// </summary>
internal static class TokenFeatures
{
    /// <summary>Features of each token.</summary>
    public const int PerToken = 25;

    /// <summary>The first of those that tell what stands before.</summary>
    public const int Before = 7;

    /// <summary>The first of those that tell what stands after.</summary>
    public const int After = 20;

    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private const ulong NoWord = 0x9E37;

    /// <summary>Fills in the buckets of all tokens, <see cref="PerToken"/> each.</summary>
    public static void Fill(string text, List<TextToken> tokens, Span<int> buckets)
    {
        var facts = new Facts[tokens.Count];
        for (var i = 0; i < facts.Length; i++)
        {
            var content = text.AsSpan(tokens[i].Start, tokens[i].Length);
            facts[i] = new Facts(WordOf(content), ShapeOf(content), tokens[i].Kind);
        }

        var walk = new Walk();
        for (var i = 0; i < facts.Length; i++)
        {
            if (i == 0 || tokens[i].Line != tokens[i - 1].Line) walk.BeginLine(facts[i].Word);
            Fill(text, tokens, facts, i, walk, buckets.Slice(i * PerToken, PerToken));
            walk.Pass(facts[i], text[tokens[i].Start]);
        }
    }

    private static void Fill(string text, List<TextToken> tokens, Facts[] facts, int i, Walk walk, Span<int> into)
    {
        var own = facts[i];
        var content = text.AsSpan(tokens[i].Start, tokens[i].Length);
        var (before, beforeThat) = (At(facts, i - 1), At(facts, i - 2));
        var (next, nextButOne) = (At(facts, i + 1), At(facts, i + 2));
        var isLastOfLine = i + 1 == facts.Length || tokens[i + 1].Line != tokens[i].Line;
        var touchesBefore = i > 0 && tokens[i - 1].End == tokens[i].Start;
        var touchesNext = i + 1 < facts.Length && tokens[i + 1].Start == tokens[i].End;
        var place = Math.Min(walk.Position, 2);
        ReadOnlySpan<ulong> features =
        [
            0,
            own.Word,
            own.Shape,
            Hash(content[..Math.Min(2, content.Length)]),
            Hash(content[^Math.Min(3, content.Length)..]),
            (ulong)((int)own.Kind * 6) + (ulong)(place * 2) + (isLastOfLine ? 1u : 0u),
            Pair(own.Shape, (touchesBefore ? 1u : 0u) + (touchesNext ? 2u : 0u)),

            before.Word,
            Pair(before.Shape, touchesBefore ? 1u : 0u),
            Pair(before.Word, beforeThat.Word),
            walk.Words[0],
            Pair(walk.Words[0], own.Shape),
            walk.Words[1],
            Pair(walk.Words[0], walk.Words[1]),
            walk.Words[2],
            walk.Key,
            Pair(walk.Key, own.Shape),
            Pair(walk.Key, walk.KeyBefore),
            Pair(walk.FirstOfLine, (ulong)place),
            Pair(walk.FirstOfLineAbove, (ulong)place),

            next.Word,
            Pair(next.Shape, touchesNext ? 1u : 0u),
            Pair(next.Word, nextButOne.Word),
            isLastOfLine ? NoWord : next.Word,
            Pair(own.Shape, next.Shape),
        ];
        for (var f = 0; f < features.Length; f++) into[f] = BucketOf(features[f], (ulong)f);
    }

    private static Facts At(Facts[] facts, int i) => i >= 0 && i < facts.Length ? facts[i] : new Facts(NoWord, NoWord, TokenKind.Mark);

    private static ulong WordOf(ReadOnlySpan<char> content)
    {
        var hash = FnvOffset;
        foreach (var character in content) hash = (hash ^ char.ToLowerInvariant(character)) * FnvPrime;
        return hash;
    }

    // Digits count by their number up to four, letters by their case: "Ab" for any such word, "99-9999" for 24-0031.
    private static ulong ShapeOf(ReadOnlySpan<char> content)
    {
        var hash = FnvOffset;
        var (previous, run) = ('\0', 0);
        foreach (var character in content)
        {
            var mark = char.IsDigit(character) ? '9' : char.IsUpper(character) ? 'A' : char.IsLetter(character) ? 'a' : character;
            run = mark == previous ? run + 1 : 0;
            previous = mark;
            if (run == 0 || (mark == '9' && run < 4) || (mark == 'A' && run == 1)) hash = (hash ^ mark) * FnvPrime;
        }

        return hash;
    }

    private static ulong Hash(ReadOnlySpan<char> content)
    {
        var hash = FnvOffset;
        foreach (var character in content) hash = (hash ^ character) * FnvPrime;
        return hash;
    }

    private static ulong Pair(ulong one, ulong other) => (((FnvOffset ^ one) * FnvPrime) ^ other) * FnvPrime;

    // FNV-1a leaves its high bits poorly mixed for short keys; the finaliser of MurmurHash3 spreads them.
    private static int BucketOf(ulong hash, ulong feature)
    {
        hash = Pair(hash, feature + 1);
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        return (int)(hash & (SpanTable.Buckets - 1));
    }

    private readonly record struct Facts(ulong Word, ulong Shape, TokenKind Kind);

    /// <summary>What stands before the present token.</summary>
    private sealed class Walk
    {
        /// <summary>The last three words, the nearest first.</summary>
        public ulong[] Words { get; } = [NoWord, NoWord, NoWord];

        /// <summary>The word before the line's last colon; none where there is none.</summary>
        public ulong Key { get; private set; } = NoWord;

        /// <summary>The word before that.</summary>
        public ulong KeyBefore { get; private set; } = NoWord;

        /// <summary>The line's first token.</summary>
        public ulong FirstOfLine { get; private set; } = NoWord;

        /// <summary>The first token of the line above.</summary>
        public ulong FirstOfLineAbove { get; private set; } = NoWord;

        /// <summary>How many tokens of the line came before.</summary>
        public int Position { get; private set; }

        public void BeginLine(ulong first)
        {
            (FirstOfLineAbove, FirstOfLine) = (FirstOfLine, first);
            (Key, KeyBefore, Position) = (NoWord, NoWord, 0);
        }

        public void Pass(Facts token, char first)
        {
            Position++;
            if (token.Kind == TokenKind.Word) (Words[2], Words[1], Words[0]) = (Words[1], Words[0], token.Word);
            else if (first is ':' or '=' or '#') (Key, KeyBefore) = (Words[0], Words[1]);
        }
    }
}
