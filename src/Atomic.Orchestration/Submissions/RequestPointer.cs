namespace Atomic.Orchestration.Submissions;

/// <summary>Writes JSON Pointers (RFC 6901) to places in a request, and quotes what the caller sent.</summary>
public static class RequestPointer
{
    /// <summary>Names above that many characters are not repeated to the caller.</summary>
    private const int MaxNameLength = 128;

    /// <summary>The pointer to a member. Stays at the object itself where the name is too long to repeat.</summary>
    /// <param name="pointer">The pointer to the object.</param>
    /// <param name="name">The member's name.</param>
    public static string Append(string pointer, string name) =>
        name.Length > MaxNameLength ? pointer : $"{pointer}/{name.Replace("~", "~0").Replace("/", "~1")}";

    /// <summary>The pointer to an item.</summary>
    /// <param name="pointer">The pointer to the array.</param>
    /// <param name="index">The item's index.</param>
    public static string Append(string pointer, int index) => $"{pointer}/{index}";

    /// <summary>A name in quotation marks, shortened where it is long.</summary>
    /// <param name="name">What the caller sent.</param>
    public static string Quote(string name) => name.Length > MaxNameLength ? $"\"{Shorten(name)}…\"" : $"\"{name}\"";

    // Never cuts a surrogate pair in two: the message must be valid text itself.
    private static string Shorten(string name) =>
        name[..(char.IsHighSurrogate(name[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength)];
}
