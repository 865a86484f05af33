using System.Buffers;

namespace Atomic.Orchestration.Access;

/// <summary>The form of a tenant's name: <c>^[a-z0-9][a-z0-9-]{0,31}$</c>. A tenant sees its own microtasks only, and learns from its own only.</summary>
public static class TenantName
{
    /// <summary>The pattern, for messages and documents.</summary>
    public const string Pattern = "^[a-z0-9][a-z0-9-]{0,31}$";

    /// <summary>Whose everything is where no access is configured.</summary>
    public const string Default = "default";

    private const int MaxLength = 32;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Whether the text can be a tenant's name.</summary>
    /// <param name="text">The text.</param>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text[0] != '-' && text.AsSpan().IndexOfAnyExcept(Allowed) < 0;
}
