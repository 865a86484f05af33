namespace Atomic.Core.Extraction;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    /// <summary>Letters, or letters and digits that change more than once.</summary>
    Word,

    /// <summary>Digits, with single marks between them: "1,234.56", "2026-11-23".</summary>
    Number,

    /// <summary>Any other character by itself.</summary>
    Mark,
}
