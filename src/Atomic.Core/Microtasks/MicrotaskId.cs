using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Atomic.Core.Microtasks;

/// <summary>
/// Ids of microtasks: <c>mt-</c> and 26 characters of Crockford's base 32 in lower case. A fresh id orders by time of submission;
/// an id that derives from an idempotency key is the same again for the same key, so that a repeated start is the same instance.
/// </summary>
public static class MicrotaskId
{
    private const string Prefix = "mt-";
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Digits = 26;
    private static readonly SearchValues<char> AlphabetValues = SearchValues.Create(Alphabet);

    /// <summary>The id of a GUID; of a version 7 GUID it orders by time.</summary>
    /// <param name="guid">The GUID.</param>
    public static string FromGuid(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return Encode(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>The id of a caller's idempotency key.</summary>
    /// <param name="scope">Whose key it is; keys of different scopes never meet.</param>
    /// <param name="idempotencyKey">The key as it was sent.</param>
    public static string FromIdempotencyKey(string scope, string idempotencyKey)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{idempotencyKey}"));
        return Encode(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    /// <summary>Whether the text has the form of an id.</summary>
    /// <param name="text">The text.</param>
    public static bool IsValid(string? text) =>
        text is not null
        && text.Length == Prefix.Length + Digits
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.AsSpan(Prefix.Length).IndexOfAnyExcept(AlphabetValues) < 0;

    private static string Encode(UInt128 value)
    {
        Span<char> text = stackalloc char[Prefix.Length + Digits];
        Prefix.CopyTo(text);
        for (var i = text.Length - 1; i >= Prefix.Length; i--)
        {
            text[i] = Alphabet[(int)(value & 31)];
            value >>= 5;
        }

        return new string(text);
    }
}
