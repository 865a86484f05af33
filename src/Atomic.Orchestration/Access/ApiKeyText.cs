using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Atomic.Orchestration.Access;

/// <summary>
/// An API key as its holder has it: <c>atomic_ID_SECRET</c>. The id is public and finds the key, the secret proves it. Both are Crockford's base 32
/// in lower case, so that the key survives a double click, a shell and a URL; the prefix lets scanners of repositories find keys that leaked.
/// </summary>
public readonly struct ApiKeyText : IEquatable<ApiKeyText>
{
    /// <summary>What every key begins with.</summary>
    public const string Prefix = "atomic_";

    /// <summary>Random bytes of an id.</summary>
    public const int IdBytes = 10;

    /// <summary>Random bytes of a secret.</summary>
    public const int SecretBytes = 32;

    private const int IdLength = IdBytes * 8 / BitsPerDigit;
    private const int SecretLength = ((SecretBytes * 8) + BitsPerDigit - 1) / BitsPerDigit;
    private const int SecretStart = IdStart + IdLength + 1;
    private const int IdStart = 7;
    private const int BitsPerDigit = 5;
    private const char Separator = '_';
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly SearchValues<char> Digits = SearchValues.Create(Alphabet);

    private readonly string _text;

    private ApiKeyText(string text) => _text = text;

    /// <summary>Characters of every key.</summary>
    public static int Length => SecretStart + SecretLength;

    /// <summary>The public part: 16 characters.</summary>
    public ReadOnlySpan<char> Id => _text.AsSpan(IdStart, IdLength);

    private ReadOnlySpan<char> Secret => _text.AsSpan(SecretStart, SecretLength);

    /// <summary>A key of random bytes.</summary>
    /// <param name="random"><see cref="IdBytes"/> for the id, then <see cref="SecretBytes"/> for the secret.</param>
    /// <exception cref="ArgumentException">There are more or fewer bytes.</exception>
    public static ApiKeyText Of(ReadOnlySpan<byte> random)
    {
        if (random.Length != IdBytes + SecretBytes) throw new ArgumentException("A key is made of 10 bytes for its id and 32 for its secret.", nameof(random));
        Span<char> text = stackalloc char[Length];
        Prefix.CopyTo(text);
        Encode(random[..IdBytes], text.Slice(IdStart, IdLength));
        text[SecretStart - 1] = Separator;
        Encode(random[IdBytes..], text[SecretStart..]);
        return new ApiKeyText(new string(text));
    }

    /// <summary>Reads a key. What is no key is told without a look into any store.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">The key.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out ApiKeyText key)
    {
        key = text is null ? default : new ApiKeyText(text);
        return text is not null
            && text.Length == Length
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text[SecretStart - 1] == Separator
            && IsDigits(key.Id)
            && IsDigits(key.Secret);
    }

    /// <summary>Whether the text has the form of a key's public part.</summary>
    /// <param name="text">The text.</param>
    public static bool IsId(string? text) => text is { Length: IdLength } && IsDigits(text);

    /// <summary>SHA-256 of the secret, hexadecimal in lower case; see <see cref="ApiKey.SecretHash"/>.</summary>
    public string HashSecret()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HashSecret(hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>SHA-256 of the secret.</summary>
    /// <param name="hash">Takes it: 32 bytes.</param>
    public void HashSecret(Span<byte> hash)
    {
        Span<byte> ascii = stackalloc byte[SecretLength];
        Encoding.ASCII.GetBytes(Secret, ascii);
        SHA256.HashData(ascii, hash);
        CryptographicOperations.ZeroMemory(ascii);
    }

    /// <summary>The whole key with its secret, for its holder alone.</summary>
    public string Reveal() => _text;

    /// <summary>The key without its secret, so that no message or log can spill it.</summary>
    public override string ToString() => _text is null ? "" : $"{Prefix}{Id}{Separator}…";

    /// <inheritdoc/>
    public bool Equals(ApiKeyText other) => _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ApiKeyText other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>Whether they are the same text.</summary>
    public static bool operator ==(ApiKeyText left, ApiKeyText right) => left.Equals(right);

    /// <summary>Whether they are different texts.</summary>
    public static bool operator !=(ApiKeyText left, ApiKeyText right) => !left.Equals(right);

    private static bool IsDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Digits) < 0;

    private static void Encode(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        var bits = 0;
        var held = 0;
        var at = 0;
        foreach (var value in bytes)
        {
            bits = (bits << 8) | value;
            held += 8;
            while (held >= BitsPerDigit)
            {
                held -= BitsPerDigit;
                text[at++] = Alphabet[(bits >> held) & 31];
            }

            bits &= (1 << held) - 1;
        }

        // What is left is padded with zeros at its end.
        if (held > 0) text[at] = Alphabet[(bits << (BitsPerDigit - held)) & 31];
    }
}
