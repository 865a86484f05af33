using System.Diagnostics;
using Atomic.Core.Schemas;

namespace Atomic.Core.Tests.Schemas;

public sealed class OutputSchemaBoundsTests
{
    // Each case takes about a second on an idle machine; without its bound it would take minutes to years.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public void Validate_DoublingAlternatives_StopsAndSaysSo()
    {
        var levels = string.Join(",", Enumerable.Range(0, 28).Select(i =>
            $"'l{i}':{{'anyOf':[{{'$ref':'#/$defs/l{i + 1}'}},{{'$ref':'#/$defs/l{i + 1}'}}]}}"));
        ShouldStop($"{{'$ref':'#/$defs/l0','$defs':{{{levels},'l28':{{'type':'null'}}}}}}", "1", "steps");
    }

    [Fact]
    public void Validate_DoublingAlternativesUnderNot_IsNoPass()
    {
        var levels = string.Join(",", Enumerable.Range(0, 28).Select(i =>
            $"'l{i}':{{'anyOf':[{{'$ref':'#/$defs/l{i + 1}'}},{{'$ref':'#/$defs/l{i + 1}'}}]}}"));
        ShouldStop($"{{'not':{{'$ref':'#/$defs/l0'}},'$defs':{{{levels},'l28':{{'type':'null'}}}}}}", "1", "steps");
    }

    [Fact]
    public void Validate_RepeatedComparisonOfOneLargeValue_StopsAndSaysSo()
    {
        var items = string.Join(",", Enumerable.Range(0, 100_000));
        ShouldStop("{'uniqueItems':true,'items':{'$ref':'#'}}", new string('[', 60) + items + new string(']', 60), "steps");
    }

    [Fact]
    public void Validate_LongPropertyNamesReadOftenInAProbe_StopsAndSaysSo()
    {
        var rule = "{'required':['b']}";
        ShouldStop($"{{'anyOf':[{string.Join(",", Enumerable.Repeat(rule, 1_500))}]}}", $"{{'{new string('a', 1_000_000)}':1}}", "steps");
    }

    [Fact]
    public void Validate_LongNumbersDivided_StopsAndSaysSo()
    {
        var number = $"1{new string('7', 100)}e999999999";
        // 20 schemas and 10,000 numbers are 400,000 applications: it is the divisions that use the steps up.
        var rules = Enumerable.Repeat($"{{'items':{{'not':{{'multipleOf':0.{new string('9', 100)}7}}}}}}", 20);
        ShouldStop($"{{'allOf':[{string.Join(",", rules)}]}}", $"[{string.Join(",", Enumerable.Repeat(number, 10_000))}]", "steps");
    }

    [Fact]
    public void Validate_LargeValueComparedWithManyConstants_StopsAndSaysSo()
    {
        var rules = string.Join(",", Enumerable.Repeat("{'not':{'const':[0]}}", 500));
        ShouldStop($"{{'allOf':[{rules}]}}", $"[{string.Join(",", Enumerable.Range(0, 100_000))}]", "steps");
    }

    [Fact]
    public void Pattern_NestedQuantifiers_IsMatchedInLinearTime()
    {
        var clock = Stopwatch.StartNew();
        SchemaCase.Validate("{'pattern':'^(a+)+$'}", $"'{new string('a', 500_000)}!'").ShouldHaveSingleItem().Keyword.ShouldBe("pattern");
        clock.Elapsed.ShouldBeLessThan(Soon);
    }

    [Fact]
    public void Pattern_WithManyStatesOnALongText_StopsAndSaysSo() =>
        ShouldStop("{'pattern':'^(.*a.{200})$'}", $"'{string.Concat(Enumerable.Repeat("ab", 500_000))}'", "steps");

    [Fact]
    public void Validate_TooDeepInstance_IsAViolation()
    {
        var deepest = new string('[', SchemaLimits.MaxJsonDepth) + new string(']', SchemaLimits.MaxJsonDepth);
        SchemaCase.ShouldBe("{'items':{'$ref':'#'}}", deepest, valid: true);
        SchemaCase.Validate("{'items':{'$ref':'#'}}", $"[{deepest}]").ShouldHaveSingleItem().Message.ShouldContain("deeper");
        SchemaCase.Validate("true", new string('[', 9_000) + new string(']', 9_000)).ShouldHaveSingleItem().Message.ShouldContain("deeper");
    }

    [Fact]
    public void Validate_LongChainAtEveryLevel_StaysOnASmallStack()
    {
        var chain = string.Join(",", Enumerable.Range(0, 30).Select(i => $"'l{i}':{{'allOf':[{{'$ref':'#/$defs/l{i + 1}'}}]}}"));
        var schema = $"{{'$ref':'#/$defs/l0','$defs':{{{chain},'l30':{{'items':{{'$ref':'#'}}}}}}}}";
        IReadOnlyList<SchemaViolation> violations = [];
        var thread = new Thread(
            () => violations = SchemaCase.Validate(schema, new string('[', 60) + new string(']', 60)), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join(Soon).ShouldBeTrue();
        violations.ShouldHaveSingleItem().Message.ShouldContain("inside one another");
    }

    [Fact]
    public void Validate_LargeInstance_IsAViolation() =>
        SchemaCase.Validate("true", $"'{new string('a', SchemaLimits.MaxInstanceBytes)}'").ShouldHaveSingleItem().Message.ShouldContain("larger");

    [Fact]
    public void Validate_ManyViolations_StopsAtTheLimit() =>
        SchemaCase.Validate("{'items':{'type':'null'}}", $"[{string.Join(",", Enumerable.Range(0, 100))}]")
            .Select(violation => violation.InstancePointer)
            .ShouldBe(Enumerable.Range(0, SchemaLimits.MaxViolations).Select(i => $"/{i}"));

    [Fact]
    public void TryCompile_BeyondALimit_IsRefused()
    {
        Repeat("{'not':", SchemaLimits.MaxSchemaDepth - 1).ShouldBeNull();
        Repeat("{'not':", SchemaLimits.MaxSchemaDepth)!.Message.ShouldContain("nested deeper");
        Repeat("{'not':", 5_000)!.Message.ShouldContain("nested deeper");
        SchemaCase.Refuse($"{{'anyOf':[{string.Join(",", Enumerable.Repeat("true", SchemaLimits.MaxSubschemas))}]}}").Message.ShouldContain("subschemas");
        SchemaCase.Refuse($"{{'title':'{new string('a', SchemaLimits.MaxSchemaBytes)}'}}").Message.ShouldContain("larger");
        SchemaCase.Refuse($"{{'pattern':'{new string('a', SchemaLimits.MaxPatternLength + 1)}'}}").Message.ShouldContain("longer");
        Patterns(SchemaLimits.MaxPatterns + 1, "a").Message.ShouldContain("different regular expressions");
        Patterns(20, "[a-z]{300}").Message.ShouldContain("together");

        static SchemaDefect? Repeat(string opening, int times)
        {
            var text = string.Concat(Enumerable.Repeat(opening, times)) + "true" + new string('}', times);
            OutputSchema.TryCompile(SchemaCase.Parse(text), out _, out var defect);
            return defect;
        }

        static SchemaDefect Patterns(int count, string atom) =>
            SchemaCase.Refuse($"{{'allOf':[{string.Join(",", Enumerable.Range(0, count).Select(i => $"{{'pattern':'{atom}{i}'}}"))}]}}");
    }

    [Fact]
    public void TryCompile_LongReferenceChain_IsRefused()
    {
        var chain = string.Join(",", Enumerable.Range(0, 1_000).Select(i => $"'l{i}':{{'$ref':'#/$defs/l{i + 1}'}}"));
        SchemaCase.Refuse($"{{'$defs':{{{chain},'l1000':true}}}}").Message.ShouldContain("chain");
    }

    private static void ShouldStop(string schema, string instance, string reason)
    {
        var clock = Stopwatch.StartNew();
        SchemaCase.Validate(schema, instance).ShouldContain(violation => violation.Keyword.Length == 0 && violation.Message.Contains(reason));
        clock.Elapsed.ShouldBeLessThan(Soon);
    }
}
