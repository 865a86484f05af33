using System.Security.Cryptography;
using System.Text;
using Atomic.Orchestration.Access;
using CsCheck;

namespace Atomic.Orchestration.Tests.Access;

public sealed class ApiKeyTextTests
{
    private static readonly Gen<byte[]> RandomBytes = Gen.Byte.Array[ApiKeyText.IdBytes + ApiKeyText.SecretBytes];

    [Fact]
    public void Of_KnownBytes_IsThisText()
    {
        var bytes = Enumerable.Range(0, ApiKeyText.IdBytes + ApiKeyText.SecretBytes).Select(static i => (byte)(i * 37)).ToArray();

        var key = ApiKeyText.Of(bytes);

        key.Reveal().ShouldBe($"atomic_{Reference(bytes[..ApiKeyText.IdBytes])}_{Reference(bytes[ApiKeyText.IdBytes..])}");
        key.Reveal().Length.ShouldBe(ApiKeyText.Length);
    }

    [Fact]
    public void TryParse_WhatOfMade_IsTheSameAgain() => RandomBytes.Sample(static bytes =>
    {
        var key = ApiKeyText.Of(bytes);
        return ApiKeyText.TryParse(key.Reveal(), out var parsed)
            && parsed == key
            && ApiKeyText.IsId(parsed.Id.ToString())
            && parsed.Id.SequenceEqual(Reference(bytes[..ApiKeyText.IdBytes]))
            && parsed.HashSecret() == key.HashSecret();
    });

    [Fact]
    public void Of_DifferentBytes_AreDifferentKeysWithDifferentHashes() =>
        Gen.Select(RandomBytes, Gen.Int[0, ApiKeyText.IdBytes + ApiKeyText.SecretBytes - 1], Gen.Int[0, 7]).Sample(static (bytes, at, bit) =>
        {
            var other = bytes.ToArray();
            other[at] ^= (byte)(1 << bit);
            var (left, right) = (ApiKeyText.Of(bytes), ApiKeyText.Of(other));
            return left != right && (at < ApiKeyText.IdBytes ? !left.Id.SequenceEqual(right.Id) : left.HashSecret() != right.HashSecret());
        });

    [Fact]
    public void TryParse_AnyText_NeverThrowsAndTakesOnlyKeys() =>
        Gen.OneOf(Gen.String, Gen.String.AlphaNumeric.Select(static text => $"atomic_{text}"), RandomBytes.Select(Mutated)).Sample(static text =>
            !ApiKeyText.TryParse(text, out var key) || (key.Reveal() == text && text.Length == ApiKeyText.Length && text.StartsWith("atomic_", StringComparison.Ordinal)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("atomic_")]
    [InlineData("atomic_0000000000000000")]
    [InlineData("Atomic_0000000000000000_0000000000000000000000000000000000000000000000000000")]
    [InlineData("atomic-0000000000000000_0000000000000000000000000000000000000000000000000000")]
    [InlineData("atomic_0000000000000000-0000000000000000000000000000000000000000000000000000")]
    [InlineData("atomic_000000000000000i_0000000000000000000000000000000000000000000000000000")]
    [InlineData("atomic_0000000000000000_000000000000000000000000000000000000000000000000000U")]
    [InlineData("atomic_0000000000000000_00000000000000000000000000000000000000000000000000000")]
    [InlineData("atomic_0000000000000000_000000000000000000000000000000000000000000000000000")]
    public void TryParse_WhatIsNoKey_IsRefused(string? text) => ApiKeyText.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void HashSecret_OfAKey_IsSha256OfItsSecretsText()
    {
        var key = ApiKeyText.Of(RandomNumberGenerator.GetBytes(ApiKeyText.IdBytes + ApiKeyText.SecretBytes));

        key.HashSecret().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key.Reveal().Split('_')[2]))));
    }

    [Fact]
    public void ToString_OfAKey_HasNoSecret()
    {
        var key = ApiKeyText.Of(new byte[ApiKeyText.IdBytes + ApiKeyText.SecretBytes]);

        $"{key}".ShouldBe("atomic_0000000000000000_…");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(41)]
    [InlineData(43)]
    public void Of_OtherThan42Bytes_IsRefused(int length) => Should.Throw<ArgumentException>(() => ApiKeyText.Of(new byte[length]));

    // Bit by bit, as nobody would write it for speed.
    private static string Reference(byte[] bytes)
    {
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        var bits = string.Concat(bytes.Select(static value => Convert.ToString(value, 2).PadLeft(8, '0')));
        bits = bits.PadRight((bits.Length + 4) / 5 * 5, '0');
        return string.Concat(Enumerable.Range(0, bits.Length / 5).Select(i => alphabet[Convert.ToInt32(bits.Substring(i * 5, 5), 2)]));
    }

    private static string Mutated(byte[] bytes)
    {
        var text = ApiKeyText.Of(bytes).Reveal().ToCharArray();
        text[bytes[0] % text.Length] = (char)bytes[1];
        return new string(text);
    }
}
