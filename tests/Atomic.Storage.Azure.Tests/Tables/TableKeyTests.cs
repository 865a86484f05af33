using Atomic.Storage.Azure.Tables;
using CsCheck;

namespace Atomic.Storage.Azure.Tests.Tables;

public sealed class TableKeyTests
{
    [Theory]
    [InlineData("email-routing", "email-routing")]
    [InlineData("acme/email", "acme=2Femail")]
    [InlineData("a=b", "a=3Db")]
    [InlineData("#?\\/\u0001\u007f", "=23=3F=5C=2F=01=7F")]
    [InlineData("é", "=C3=A9")]
    [InlineData("", "")]
    public void Of_Text_ReadableAndEscaped(string text, string key) => TableKey.Of(text).ShouldBe(key);

    [Fact]
    public void Of_LongText_BeginningAndHash()
    {
        TableKey.Of(new string('k', 400)).ShouldBe(new string('k', 400));
        var key = TableKey.Of(new string('k', 401));
        key.ShouldStartWith(new string('k', 200) + "==");
        key.Length.ShouldBe(200 + 2 + 64);
        TableKey.Of(new string('k', 402)).ShouldNotBe(key);
    }

    [Fact]
    public void Of_AnyText_IsAllowedShortAndNeverEndsAPrefix() => Gen.String[Gen.Char, 0, 600].Sample(static text =>
    {
        var key = TableKey.Of(text);
        key.Length.ShouldBeLessThanOrEqualTo(400);
        key.ShouldAllBe(static character => char.IsAsciiLetterOrDigit(character) || "-_.=".Contains(character));
    });

    [Fact]
    public void Of_DifferentTexts_DifferentKeys()
    {
        // Few characters, those that escaping is made of among them, so that clashes would be found.
        var text = Gen.String[Gen.Char["=2F/:;é"], 0, 6];
        Gen.Select(text, text).Sample(static (one, other) => (TableKey.Of(one) == TableKey.Of(other)).ShouldBe(one == other));
    }

    [Fact]
    public void Of_Places_KeysAreInTheirOrder() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue]).Sample(static (one, other) =>
            Math.Sign(string.CompareOrdinal(TableKey.Of("p", one), TableKey.Of("p", other))).ShouldBe(one.CompareTo(other)));
}
