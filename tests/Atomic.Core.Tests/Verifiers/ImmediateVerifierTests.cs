using System.Text.Json;
using Atomic.Core.Verifiers;
using CsCheck;

namespace Atomic.Core.Tests.Verifiers;

public sealed class ImmediateVerifierTests
{
    public static TheoryData<string> Outputs =>
    [
        "null", "true", "0", "-0", "1e400", "-1e400", "123456789012345678901234567890", "\"\"", "\"NaN\"", "\"Infinity\"", "\"\\ud800\"", "[]", "{}", "[[]]",
        "{\"\":{\"~\":[1]}}", $"{new string('[', 60)}1{new string(']', 60)}", "{\"a\":\"\\udfff\"}", "\"\\u0000\"",
    ];

    [Theory]
    [InlineData("\"spam\"", true)]
    [InlineData("\" spam\\n\"", true)]
    [InlineData("\"Spam\"", false)]
    [InlineData("\"spam!\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("[\"spam\"]", false)]
    [InlineData("{\"label\":\"spam\"}", false)]
    public void Label_Answer_IsComparedAsText(string output, bool right) => Score(new LabelVerifier { Expected = "spam" }, output).ShouldBe(right ? 1 : 0);

    [Theory]
    [InlineData("SPAM", "\"spam\"")]
    [InlineData("42", "42")]
    [InlineData("true", "true")]
    [InlineData("ÄÖ", "\"äö\"")]
    public void Label_IgnoringCaseOrOfAnotherType_IsRight(string expected, string output) => Score(new LabelVerifier { Expected = expected, IgnoreCase = true }, output).ShouldBe(1);

    [Theory]
    [InlineData("/label", "{\"label\":\"spam\"}", true)]
    [InlineData("/0/a~1b", "[{\"a/b\":\"spam\"}]", true)]
    [InlineData("/label", "{\"tag\":\"spam\"}", false)]
    [InlineData("/label", "\"spam\"", false)]
    public void Label_WithAPointer_LooksThere(string pointer, string output, bool right) =>
        Score(new LabelVerifier { Expected = "spam", Pointer = pointer }, output).ShouldBe(right ? 1 : 0);

    [Theory]
    [InlineData("3.14", 0.01, false, "3.15", true)]
    [InlineData("3.14", 0.01, false, "3.13", true)]
    [InlineData("3.14", 0.01, false, "3.1500001", false)]
    [InlineData("3.14", 0, false, "3.14", true)]
    [InlineData("3.14", 0, false, "3.140000000000001", false)]
    [InlineData("0.3", 0.1, false, "0.2", true)]
    [InlineData("200", 0.05, true, "\" 210 \"", true)]
    [InlineData("-200", 0.05, true, "-209.9", true)]
    [InlineData("200", 0.05, true, "211", false)]
    [InlineData("0", 0.5, true, "0.001", false)]
    [InlineData("1e308", 0.5, true, "1.4e308", true)]
    [InlineData("1", 1, false, "\"NaN\"", false)]
    [InlineData("1", 1e308, false, "1e400", false)]
    [InlineData("1000", 0, false, "\"1,000\"", false)]
    [InlineData("5", 0, false, "[5]", false)]
    public void Number_WithinTheTolerance_IsRight(string expected, double tolerance, bool relative, string output, bool right) =>
        Score(new NumberVerifier { Expected = double.Parse(expected), Tolerance = tolerance, Relative = relative }, output).ShouldBe(right ? 1 : 0);

    [Fact]
    public void Number_AnyNumberAndTolerance_IsRightExactlyWhenItIsNear() =>
        Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Int[-2000, 2000], Gen.Int[0, 1000]).Sample((expected, off, tolerance) =>
        {
            // In hundredths: none of them has a finite binary form.
            var verifier = new NumberVerifier { Expected = expected / 100d, Tolerance = tolerance / 100d };
            return Score(verifier, $"{(expected + off) / 100m}") == (Math.Abs(off) <= tolerance ? 1 : 0);
        });

    [Theory]
    [InlineData("{\"a\":1,\"b\":[true,null]}", "{\"b\":[true,null],\"a\":1.0}", true)]
    [InlineData("{\"a\":1}", "{\"a\":2}", false)]
    [InlineData("{\"a\":1}", "\" {\\\"a\\\": 1e0} \"", true)]
    [InlineData("{\"a\":1}", "\"no json\"", false)]
    [InlineData("\"1\"", "1", false)]
    [InlineData("null", "null", true)]
    [InlineData("[1,2]", "[2,1]", false)]
    public void Json_Answer_IsComparedByValue(string expected, string output, bool right) =>
        Score(new JsonVerifier { Expected = JsonElement.Parse(expected) }, output).ShouldBe(right ? 1 : 0);

    [Theory]
    [InlineData("^[a-z]+$", "\"spam\"", true)]
    [InlineData("pa", "\"spam\"", true)]
    [InlineData("^$", "\"spam\"", false)]
    [InlineData("^4\\d$", "42", true)]
    public void Regex_Answer_IsMatchedAnywhere(string pattern, string output, bool right) => Score(new RegexVerifier { Pattern = pattern }, output).ShouldBe(right ? 1 : 0);

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("(.*a){12}b")]
    public void Regex_PatternThatWouldBacktrackForEver_EndsAtOnce(string pattern)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        Score(new RegexVerifier { Pattern = pattern }, $"\"{new string('a', 30_000)}!\"").ShouldBe(0);

        System.Diagnostics.Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Regex_AnswerTooLongForThePattern_ComesToNoVerdict()
    {
        var verdict = new RegexVerifier { Pattern = "(?:[a-c]{1,50}x){1,50}" }.Verify(JsonElement.Parse($"\"{new string('a', 10_000_000)}\""));

        verdict.Score.ShouldBeNull();
        verdict.Detail.ShouldContain("10000000 characters");
        verdict.Refuses().ShouldBeFalse("what cannot be told refuses nothing");
    }

    [Theory]
    [InlineData("(", "pattern")]
    [InlineData("a{1,99999}", "pattern")]
    [InlineData("(?=a)b", "pattern")]
    public void FindFault_PatternThatCannotBeUsed_NamesTheField(string pattern, string field) => new RegexVerifier { Pattern = pattern }.FindFault()!.Field.ShouldBe(field);

    [Theory]
    [MemberData(nameof(Outputs))]
    public void Verify_HostileOutput_ComesToAVerdictWithoutThrowing(string output)
    {
        ImmediateVerifier[] verifiers =
        [
            new LabelVerifier { Expected = "x" }, new LabelVerifier { Expected = "x", Pointer = "//~0/0" }, new RegexVerifier { Pattern = "^x" }, new NumberVerifier { Expected = 1.5 },
            new JsonVerifier { Expected = JsonElement.Parse("\"\\ud800x\"") },
        ];

        foreach (var verifier in verifiers)
            verifier.Verify(JsonElement.Parse(output)).Score.ShouldBe(0, verifier.Name);
    }

    [Fact]
    public void Verify_LongAnswer_IsRepeatedInPartOnly()
    {
        var detail = new LabelVerifier { Expected = "spam" }.Verify(JsonElement.Parse($"\"{string.Concat(Enumerable.Repeat("😀", 100_000))}\"")).Detail;

        detail.Length.ShouldBeLessThan(200);
        detail.ShouldContain("😀…");
    }

    [Fact]
    public void Verify_LabelUnderAPointer_NamesNoRightAnswerOfTheWhole() =>
        new LabelVerifier { Expected = "spam", Pointer = "/label" }.Verify(JsonElement.Parse("{}")).Label.ShouldBeNull();

    private static double? Score(ImmediateVerifier verifier, string output) => verifier.Verify(JsonElement.Parse(output)).Score;
}
