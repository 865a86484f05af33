using System.Text.Json;
using Atomic.Core.Schemas;

namespace Atomic.Core.Tests.Schemas;

public sealed class StringAssertionsTests
{
    [Theory]
    [InlineData("{'minLength':2}", "'ab'", true)]
    [InlineData("{'minLength':2}", "'a'", false)]
    [InlineData("{'minLength':2}", "'\\ud83d\\udca9'", false)]
    [InlineData("{'minLength':2.0}", "'a'", false)]
    [InlineData("{'minLength':2}", "1", true)]
    [InlineData("{'maxLength':2}", "'ab'", true)]
    [InlineData("{'maxLength':2}", "'abc'", false)]
    [InlineData("{'maxLength':2}", "'\\ud83d\\udca9\\ud83d\\udca9'", true)]
    [InlineData("{'maxLength':1e30}", "'abc'", true)]
    public void Length_OfString_CountsCodePoints(string schema, string instance, bool valid) =>
        SchemaCase.ShouldBe(schema, instance, valid);

    [Theory]
    [InlineData("^a*$", "aaa", true)]
    [InlineData("^a*$", "abc", false)]
    [InlineData("a+", "xxaayy", true)]
    [InlineData("^abc$", "abc\n", false)]
    [InlineData(@"^\d$", "7", true)]
    [InlineData(@"^\d$", "߀", false)]
    [InlineData(@"^\D$", "߀", true)]
    [InlineData(@"^\w$", "é", false)]
    [InlineData(@"^\W$", "é", true)]
    [InlineData(@"^\s$", "\uFEFF", true)]
    [InlineData(@"^\s$", "\u0085", false)]
    [InlineData(@"^\S$", "\u0085", true)]
    [InlineData(@"^[\w-.]+$", "a-b.c", true)]
    [InlineData(@"^[.-\w]+$", "a-b.c", true)]
    [InlineData(@"^[.-\w]+$", ":", false)]
    [InlineData(@"^[\D]$", "5", false)]
    [InlineData(@"^[\S\d]$", "5", true)]
    [InlineData("^.$", "\u2028", false)]
    [InlineData("^.$", "🐲", true)]
    [InlineData("^..$", "🐲", false)]
    [InlineData("^[^a]$", "🐲", true)]
    [InlineData("^🐲*$", "🐲🐲", true)]
    [InlineData(@"^\u{1F432}$", "🐲", true)]
    [InlineData(@"^\uD83D\uDC32{2}$", "🐲🐲", true)]
    [InlineData(@"^\u0041\x42\cA\0$", "AB\u0001\0", true)]
    [InlineData(@"^\p{Letter}+$", "né", true)]
    [InlineData(@"^\p{Lu}$", "a", false)]
    [InlineData("^[]$", "", false)]
    [InlineData("^[^]$", "\n", true)]
    [InlineData("^[a-z-[aeiou]]$", "-]", true)]
    [InlineData(@"^\$\{x\}$", "${x}", true)]
    [InlineData("^a{,2}$", "a{,2}", true)]
    [InlineData("^(?<year>[0-9]{4})-(?:0[1-9]|1[0-2])$", "2024-12", true)]
    [InlineData("^(?<year>[0-9]{4})-(?:0[1-9]|1[0-2])$", "2024-13", false)]
    [InlineData(@"\bcat\b", "a cat sat", true)]
    [InlineData(@"\bcat\b", "concat", false)]
    [InlineData("^a+?b??$", "aab", true)]
    public void Pattern_AgainstString_MatchesAsEcma262(string pattern, string text, bool valid)
    {
        OutputSchema.TryCompile(JsonSerializer.SerializeToElement(new { pattern }), out var schema, out var defect).ShouldBeTrue(defect?.Message);
        (schema!.Validate(JsonSerializer.SerializeToElement(text)).Count == 0).ShouldBe(valid);
    }

    [Theory]
    [InlineData("a(b")]
    [InlineData("a)b")]
    [InlineData("[a")]
    [InlineData("[z-a]")]
    [InlineData("a**")]
    [InlineData("a{3,1}")]
    [InlineData("(?=a)")]
    [InlineData("(?!a)")]
    [InlineData("(?<=a)b")]
    [InlineData("(?<!a)b")]
    [InlineData("(?>a)")]
    [InlineData("(?i)a")]
    [InlineData(@"(a)\1")]
    [InlineData(@"(?<n>a)\k<n>")]
    [InlineData(@"\A")]
    [InlineData(@"\u12")]
    [InlineData(@"\p{NoSuchCategory}")]
    [InlineData(@"a\")]
    [InlineData("[🐲]")]
    [InlineData("(a{100}){100}")]
    [InlineData("((a{99999999999}))")]
    public void Pattern_ThatCannotBeMatchedInLinearTime_IsRefused(string pattern)
    {
        OutputSchema.TryCompile(JsonSerializer.SerializeToElement(new { pattern }), out _, out var defect).ShouldBeFalse();
        defect!.Pointer.ShouldBe("/pattern");
        defect.Message.ShouldContain("regular expression");
    }
}
