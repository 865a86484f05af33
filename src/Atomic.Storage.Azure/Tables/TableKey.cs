using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Atomic.Storage.Azure.Tables;

/// <summary>
/// Makes a key of any text. Azure Tables forbids slashes, <c>#</c>, <c>?</c> and control characters in keys and allows 512 characters: letters, digits,
/// <c>-</c>, <c>_</c> and <c>.</c> stand as they are, other characters as <c>=XX</c> per byte of their UTF-8, and a long text as its beginning, <c>==</c>
/// and its SHA-256. So keys stay readable, different texts have different keys, and no key holds a <c>:</c>, which parts prefixes from texts.
/// Keys are never read back: a row that needs its text keeps it.
/// </summary>
internal static class TableKey
{
    private const int Longest = 400;

    private static readonly SearchValues<char> s_plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>The key of a text; at most 400 characters.</summary>
    public static string Of(string text) => Of(text, Longest);

    /// <summary>The key of two texts, in their order, behind a prefix.</summary>
    public static string Of(string prefix, string first, string second) => $"{prefix}:{Of(first, Longest / 2)}:{Of(second, Longest / 2)}";

    private static string Of(string text, int longest)
    {
        if (text.Length <= longest && !text.AsSpan().ContainsAnyExcept(s_plain))
            return text;
        var bytes = Encoding.UTF8.GetBytes(text);
        var key = new StringBuilder();
        foreach (var value in bytes.AsSpan(0, Math.Min(bytes.Length, longest + 1)))
        {
            if (value < 0x80 && s_plain.Contains((char)value))
                key.Append((char)value);
            else
                key.Append('=').Append(value.ToString("X2"));
        }

        return key.Length <= longest
            ? key.ToString()
            : key.ToString(0, longest / 2) + "==" + Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>The key of a text behind a prefix.</summary>
    public static string Of(string prefix, string text) => $"{prefix}:{Of(text)}";

    /// <summary>The key of a place behind a prefix: keys are in the order of places.</summary>
    public static string Of(string prefix, long place) => $"{prefix}:{place:D19}";

    /// <summary>What comes after every key of a prefix, for ranges.</summary>
    public static string After(string prefix) => prefix + ";";
}
