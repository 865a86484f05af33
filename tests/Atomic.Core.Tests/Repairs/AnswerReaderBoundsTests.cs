using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Atomic.Core.Repairs;
using Atomic.Core.Tests.Schemas;

namespace Atomic.Core.Tests.Repairs;

/// <summary>Answers that are made to take long, or to break whoever reads them.</summary>
public sealed class AnswerReaderBoundsTests
{
    // Generous, for a machine that has other work; each takes a fraction of it alone.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private const string Plain = """{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string","pattern":"^(a+)+$"}},"required":["a"]}""";

    public static TheoryData<string, string> Hostile => new()
    {
        { "quotes", Of("'", 4_000_000) },
        { "opening braces", Of("{", 4_000_000) },
        { "opening brackets in prose", "so: " + Of("[", 4_000_000) },
        { "false starts", Of("{'", 2_000_000) },
        { "false starts that close", Of("{x}", 1_300_000) },
        { "false starts that read to the end", Of("{\u201C}", 1_300_000) },
        { "small objects", Of("{} ", 1_300_000) },
        { "fences", Of("```\n", 1_000_000) },
        { "fences with values", Of("```\n1\n```\n", 400_000) },
        { "comments", Of("/*", 2_000_000) },
        { "closed comments", Of("/**/", 1_000_000) },
        { "commas", "[" + Of(",", 4_000_000) },
        { "backslashes", "{'a':'" + Of("\\", 4_000_000) },
        { "digits", "{'a':" + Of("9", 4_000_000) + "}" },
        { "words", Of("True ", 800_000) },
        { "blanks", Of(" ", 4_000_000) + "{" },
        { "encoded", "\"" + Of("\\\"", 2_000_000) + "\"" },
        { "one long name", "{" + Of("a", 4_000_000) + ":1}" },
        { "a pattern that would backtrack", "{\"a\":1,\"b\":\"" + Of("a", 1_000_000) + "!\"}" },
        { "many properties", "{" + string.Join(",", Enumerable.Range(0, 200_000).Select(static index => $"'p{index}':'1'")) + "}" },
        { "10 MB", "{\"a\":\"" + Of("x", 10_000_000) + "\"}" },
        { "deep", Of("[", 10_000) + Of("]", 10_000) },
        { "deep and single quotes", Of("{'a':", 10_000) + "1" + Of("}", 10_000) },
    };

    [Theory]
    [MemberData(nameof(Hostile), DisableDiscoveryEnumeration = true)]
    public void Read_HostileAnswer_IsRefusedSoon(string what, string text)
    {
        var schema = SchemaCase.Compile(Plain);
        var clock = Stopwatch.StartNew();

        var reading = AnswerReader.Read(text, schema);

        clock.Elapsed.ShouldBeLessThan(Soon, what);
        reading.Output.ShouldBeNull(what);
        reading.Violations.ShouldNotBeEmpty(what);
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {text.Length} characters in {clock.ElapsedMilliseconds} ms: {reading.Violations[0].Message}");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("!", false)]
    public void Read_PatternThatWouldBacktrackOverAMegabyte_GivesTheRightVerdictSoon(string end, bool matches)
    {
        var schema = SchemaCase.Compile(Plain);
        var clock = Stopwatch.StartNew();

        var reading = AnswerReader.Read("{\"a\":1,\"b\":\"" + Of("a", 1_000_000) + end + "\"}", schema);

        clock.Elapsed.ShouldBeLessThan(Soon);
        reading.Violations.Select(static violation => violation.Keyword).ShouldBe(matches ? [] : ["pattern"]);
    }

    [Fact]
    public void Read_EnumerationsOverManyItems_GivesUpWithinItsSteps()
    {
        var schema = SchemaCase.Compile($"{{'items':{{'enum':[{string.Join(",", Enumerable.Range(0, 2_000).Select(static index => $"'member{index}'"))}]}}}}");
        var text = $"[{string.Join(",", Enumerable.Repeat("\"MEMBER1999\"", 200_000))}]";
        var clock = Stopwatch.StartNew();

        AnswerReader.Read(text, schema).Output.ShouldBeNull();
        clock.Elapsed.ShouldBeLessThan(Soon);
    }

    [Theory]
    [InlineData(AnswerReader.MaxDepth, true)]
    [InlineData(AnswerReader.MaxDepth + 1, false)]
    [InlineData(10_000, false)]
    public void Read_NestedAnswer_IsTakenToTheLimitAndToldWhyBeyond(int depth, bool taken)
    {
        var reading = AnswerReader.Read(Of("[", depth) + Of("]", depth), SchemaCase.Compile("true"));

        (reading.Output is not null).ShouldBe(taken);
        if (!taken) reading.Violations.ShouldHaveSingleItem().Message.ShouldContain("nested deeper");
    }

    [Fact]
    public void Read_EncodedInsideOfEncoded_StopsAtTwo()
    {
        var schema = SchemaCase.Compile("{'type':'object','properties':{'in':{'$ref':'#'}}}");
        var text = "{}";
        for (var round = 1; round <= 4; round++)
        {
            text = JsonSerializer.Serialize(new Dictionary<string, string> { ["in"] = text });
            (AnswerReader.Read(text, schema).Output is not null).ShouldBe(round <= 2);
        }
    }

    private static string Of(string piece, int times) => new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();
}
