using System.Globalization;
using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>JSON Pointers (RFC 6901): writing them token by token and following them.</summary>
internal static class JsonPointer
{
    /// <summary>The pointer to the member <paramref name="token"/> of what <paramref name="pointer"/> points to.</summary>
    public static string Append(string pointer, string token) =>
        $"{pointer}/{token.Replace("~", "~0").Replace("/", "~1")}";

    /// <summary>The pointer to the item <paramref name="index"/> of what <paramref name="pointer"/> points to.</summary>
    public static string Append(string pointer, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}");

    /// <summary>Whether the text is a pointer.</summary>
    public static bool IsValid(string pointer) =>
        pointer.Length == 0 || (pointer[0] == '/' && pointer[1..].Split('/').All(static token => TryUnescape(token, out _)));

    /// <summary>Follows a pointer; false when it is malformed or leads nowhere.</summary>
    public static bool TryFollow(JsonElement root, string pointer, out JsonElement target)
    {
        target = root;
        if (pointer.Length == 0) return true;
        if (pointer[0] != '/') return false;
        foreach (var token in pointer[1..].Split('/'))
        {
            if (!TryUnescape(token, out var name) || !TryStep(target, name, out target)) return false;
        }
        return true;
    }

    private static bool TryStep(JsonElement from, string name, out JsonElement to)
    {
        to = default;
        switch (from.ValueKind)
        {
            case JsonValueKind.Object:
                return from.TryGetProperty(name, out to);
            case JsonValueKind.Array:
                var isIndex = name == "0" || (name.Length is > 0 and < 10 && name[0] is >= '1' and <= '9' && name.All(char.IsAsciiDigit));
                if (!isIndex) return false;
                var index = int.Parse(name, CultureInfo.InvariantCulture);
                if (index >= from.GetArrayLength()) return false;
                to = from[index];
                return true;
            default:
                return false;
        }
    }

    private static bool TryUnescape(string token, out string name)
    {
        name = token.Replace("~1", "/").Replace("~0", "~");
        for (var i = 0; i < token.Length; i++)
        {
            if (token[i] == '~' && (i + 1 == token.Length || token[i + 1] is not ('0' or '1'))) return false;
        }
        return true;
    }
}
