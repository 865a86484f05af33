using System.Buffers;

namespace Atomic.Orchestration.Submissions;

/// <summary>The form of a kind's name: <c>^[a-z0-9][a-z0-9._-]{0,63}$</c>.</summary>
public static class KindName
{
    /// <summary>The pattern, for messages and documents.</summary>
    public const string Pattern = "^[a-z0-9][a-z0-9._-]{0,63}$";

    private const int MaxLength = 64;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>Whether the text can be a kind's name.</summary>
    /// <param name="text">The text.</param>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && (char.IsAsciiLetterLower(text[0]) || char.IsAsciiDigit(text[0]))
        && text.AsSpan().IndexOfAnyExcept(Allowed) < 0;
}
