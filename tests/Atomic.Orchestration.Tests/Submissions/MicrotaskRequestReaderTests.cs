using System.Text;
using System.Text.Json;
using Atomic.Core.Policies;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Orchestration.Tests.Submissions;

public sealed class MicrotaskRequestReaderTests
{
    private static readonly string LongText = new('x', SubmissionLimits.MaxInstructionsBytes + 1);

    [Fact]
    public void Read_AllFields_GivesThem()
    {
        IdempotencyKey.TryParse("key-1", out var key).ShouldBeTrue();
        var body = """
            {"kind":"email-routing","instructions":"Route it.","input":{"subject":"Hi","n":1.50},"outputSchema":{"enum":["a","b"]},
             "policy":{"preset":"economy","maxCostUsd":0.01,"regions":["eu"],"requireTags":["on-premises"],"explore":false,"maxAttempts":2},
             "tags":{"tenant":"contoso"},"batch":"nightly-2026.11"}
            """;

        var submission = Accept(body, key);

        submission.Kind.ShouldBe("email-routing");
        submission.IdempotencyKey.ShouldBe("key-1");
        submission.Payload.Instructions.ShouldBe("Route it.");
        submission.Payload.Input.GetRawText().ShouldBe("""{"subject":"Hi","n":1.50}""");
        submission.Payload.OutputSchema!.Value.GetRawText().ShouldBe("""{"enum":["a","b"]}""");
        submission.Tags.ShouldBe(new Dictionary<string, string> { ["tenant"] = "contoso" });
        submission.Batch.ShouldBe("nightly-2026.11");
        submission.Policy.Preset.ShouldBe("economy");
        submission.Policy.ValueUsd.ShouldBe(PolicyPresets.Find("economy")!.ValueUsd);
        submission.Policy.MaxCostUsd.ShouldBe(0.01);
        submission.Policy.Regions.ShouldBe(["eu"]);
        submission.Policy.RequireTags.ShouldBe(["on-premises"]);
        submission.Policy.Explore.ShouldBeFalse();
        submission.Policy.MaxAttempts.ShouldBe(2);
    }

    [Fact]
    public void Read_OnlyWhatIsRequired_GivesDefaults()
    {
        var submission = Accept("""{"kind":"k","input":"Hello","instructions":null,"outputSchema":null,"policy":null,"tags":null,"batch":null}""");

        submission.Payload.Instructions.ShouldBeNull();
        submission.Payload.OutputSchema.ShouldBeNull();
        submission.Policy.ShouldBe(PolicyPresets.Find("balanced"));
        submission.Tags.ShouldBeEmpty();
        submission.Batch.ShouldBeNull();
        submission.IdempotencyKey.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"Nightly\"")]
    [InlineData("\"a/b\"")]
    [InlineData("7")]
    [InlineData("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"")]
    public void Read_BatchThatIsNone_PointsToIt(string batch)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"kind":"k","input":"Hello","batch":{{batch}}}""");

        MicrotaskRequestReader.Read(body).TryGet(out _, out var problem).ShouldBeFalse();

        problem!.Pointer.ShouldBe("/batch");
    }

    [Fact]
    public void Read_MemoryReusedAfterwards_KeepsTheInput()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"kind":"k","input":{"a":"b"},"outputSchema":{"type":"string"}}""");
        MicrotaskRequestReader.Read(bytes).TryGet(out var submission, out _).ShouldBeTrue();

        Array.Clear(bytes);

        submission!.Payload.Input.GetRawText().ShouldBe("""{"a":"b"}""");
        submission.Payload.OutputSchema!.Value.GetRawText().ShouldBe("""{"type":"string"}""");
    }

    [Theory]
    [InlineData("""[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]""")]
    [InlineData("\"Grüße, 世界 \\uD83D\\uDE00 \\\\u0000\"")]
    [InlineData("""{"":{"a":[1e400,null,{"a":1}]}}""")]
    public void Read_InputOfAnyForm_KeepsItAsSent(string input) =>
        Accept($$$"""{"kind":"k","input":{{{input}}}}""").Payload.Input.GetRawText().ShouldBe(input);

    [Fact]
    public void Read_ByteOrderMark_IsSkipped() => Accept("\uFEFF{\"kind\":\"k\",\"input\":\"x\"}").Kind.ShouldBe("k");

    [Theory]
    [InlineData("\"quality\"", "quality", 0.1)]
    [InlineData("{}", "balanced", 0.01)]
    [InlineData("""{"preset":"quality","valueUsd":0.1}""", "quality", 0.1)]
    [InlineData("""{"preset":"quality","valueUsd":0.2}""", "custom", 0.2)]
    [InlineData("""{"preset":"quality","latencyUsdPerSecond":0.2}""", "custom", 0.1)]
    [InlineData("""{"preset":"quality","objective":"cheapest","minQuality":0.5}""", "custom", 0.1)]
    [InlineData("""{"preset":null,"valueUsd":null,"minQuality":0.5}""", "balanced", 0.01)]
    public void Read_Policy_OverridesThePreset(string policy, string preset, double valueUsd)
    {
        var read = Accept($$$"""{"kind":"k","input":"x","policy":{{{policy}}}}""").Policy;

        read.Preset.ShouldBe(preset);
        read.ValueUsd.ShouldBe(valueUsd);
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"plans":null}""", null)]
    [InlineData("""{"plans":[]}""", "")]
    [InlineData("""{"plans":["hedge","agree","hedge"]}""", "Agree, Hedge")]
    public void Read_Plans_GivesTheFormsInOneOrder(string policy, string? forms)
    {
        var plans = Accept($$$"""{"kind":"k","input":"x","policy":{{{policy}}}}""").Policy.Plans;

        (plans is null ? null : string.Join(", ", plans)).ShouldBe(forms);
    }

    [Fact]
    public void Read_NegativeZero_IsZero()
    {
        var policy = Accept("""{"kind":"k","input":"x","policy":{"valueUsd":-0.0}}""").Policy;

        double.IsNegative(policy.ValueUsd).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "malformed-json", null)]
    [InlineData(" ", "malformed-json", null)]
    [InlineData("{", "malformed-json", null)]
    [InlineData("""{"kind":"k","input":"x"} x""", "malformed-json", null)]
    [InlineData("""{"kind":"k","input":"x",}""", "malformed-json", null)]
    [InlineData("""{"kind":"k",/* c */"input":"x"}""", "malformed-json", null)]
    [InlineData("{\"kind\":\"k\",\"input\":\"a\0b\"}", "malformed-json", null)]
    [InlineData("""{"kind":"k","input":"a\u0000b"}""", "malformed-json", "/input")]
    [InlineData("""{"kind":"k","input":"\ud800"}""", "malformed-json", "/input")]
    [InlineData("""{"kind":"k","input":"\udc00\ud800"}""", "malformed-json", "/input")]
    [InlineData("""{"kind":"k","input":"\ud83dx\ude00"}""", "malformed-json", "/input")]
    [InlineData("""{"kind":"k","input":{"a":[0,{"b":"\ud83d"}]}}""", "malformed-json", "/input/a/1/b")]
    [InlineData("""{"kind":"k","input":{"\ud800":1}}""", "malformed-json", "/input")]
    [InlineData("[]", "invalid-field", "")]
    [InlineData("null", "invalid-field", "")]
    [InlineData("{}", "invalid-field", "/kind")]
    [InlineData("""{"kind":"k"}""", "invalid-field", "/input")]
    [InlineData("""{"input":"x"}""", "invalid-field", "/kind")]
    [InlineData("""{"kind":"k","kind":"k","input":"x"}""", "invalid-field", "/kind")]
    [InlineData("""{"kind":"k","input":{"a":1,"\u0061":2}}""", "invalid-field", "/input/a")]
    [InlineData("""{"kind":"k","input":{"l":[1,{"x/y~":1,"x/y~":1}]}}""", "invalid-field", "/input/l/1/x~1y~0")]
    [InlineData("""{"kind":1,"input":"x"}""", "invalid-field", "/kind")]
    [InlineData("""{"kind":null,"input":"x"}""", "invalid-field", "/kind")]
    [InlineData("""{"kind":"","input":"x"}""", "invalid-field", "/kind")]
    [InlineData("""{"kind":"Email","input":"x"}""", "invalid-field", "/kind")]
    [InlineData("""{"kind":"-a","input":"x"}""", "invalid-field", "/kind")]
    [InlineData("""{"kind":"k","input":null}""", "invalid-field", "/input")]
    [InlineData("""{"kind":"k","input":5}""", "invalid-field", "/input")]
    [InlineData("""{"kind":"k","input":" \n"}""", "invalid-field", "/input")]
    [InlineData("""{"kind":"k","input":{}}""", "invalid-field", "/input")]
    [InlineData("""{"kind":"k","input":[]}""", "invalid-field", "/input")]
    [InlineData("""{"kind":"k","input":["a"]}""", "invalid-field", "/input/0")]
    [InlineData("""{"kind":"k","input":[{"role":"user"}]}""", "invalid-field", "/input/0/content")]
    [InlineData("""{"kind":"k","input":[{"content":"x"}]}""", "invalid-field", "/input/0/role")]
    [InlineData("""{"kind":"k","input":[{"role":"user","content":"x"},{"role":"robot","content":"x"}]}""", "invalid-field", "/input/1/role")]
    [InlineData("""{"kind":"k","input":[{"role":"user","content":["x"]}]}""", "invalid-field", "/input/0/content")]
    [InlineData("""{"kind":"k","input":[{"role":"user","content":"x","name":"n"}]}""", "unknown-field", "/input/0/name")]
    [InlineData("""{"kind":"k","input":"x","instructions":7}""", "invalid-field", "/instructions")]
    [InlineData("""{"kind":"k","input":"x","tags":[]}""", "invalid-field", "/tags")]
    [InlineData("""{"kind":"k","input":"x","tags":{"a":1}}""", "invalid-field", "/tags/a")]
    [InlineData("""{"kind":"k","input":"x","tags":{"":"1"}}""", "invalid-field", "/tags/")]
    [InlineData("""{"kind":"k","input":"x","outputSchema":true}""", "invalid-field", "/outputSchema")]
    [InlineData("""{"kind":"k","input":"x","outputSchema":{"type":"strin"}}""", "invalid-schema", "/outputSchema/type")]
    [InlineData("""{"kind":"k","input":"x","outputSchema":{"enum":[]}}""", "invalid-schema", "/outputSchema/enum")]
    [InlineData("""{"kind":"k","input":"x","outputSchema":{"type":"object","required":["a"],"properties":{"a":{"type":"integer","minimum":2,"maximum":1}}}}""", "invalid-schema", "/outputSchema/properties/a/minimum")]
    [InlineData("""{"kind":"k","input":"x","outputSchema":{"$ref":"https://example.org/schema"}}""", "invalid-schema", "/outputSchema/$ref")]
    [InlineData("""{"kind":"k","input":"x","outputSchema":{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#"}}}}""", "invalid-schema", "/outputSchema")]
    [InlineData("""{"kind":"k","input":"x","policy":1}""", "invalid-field", "/policy")]
    [InlineData("""{"kind":"k","input":"x","policy":"cheap"}""", "invalid-field", "/policy")]
    [InlineData("""{"kind":"k","input":"x","policy":{"preset":1}}""", "invalid-field", "/policy/preset")]
    [InlineData("""{"kind":"k","input":"x","policy":{"preset":"custom"}}""", "invalid-field", "/policy/preset")]
    [InlineData("""{"kind":"k","input":"x","policy":{"budget":1}}""", "unknown-field", "/policy/budget")]
    [InlineData("""{"kind":"k","input":"x","policy":{"objective":"max"}}""", "invalid-field", "/policy/objective")]
    [InlineData("""{"kind":"k","input":"x","policy":{"objective":0}}""", "invalid-field", "/policy/objective")]
    [InlineData("""{"kind":"k","input":"x","policy":{"valueUsd":"1"}}""", "invalid-field", "/policy/valueUsd")]
    [InlineData("""{"kind":"k","input":"x","policy":{"valueUsd":1e999}}""", "invalid-field", "/policy/valueUsd")]
    [InlineData("""{"kind":"k","input":"x","policy":{"latencyUsdPerSecond":-0.1}}""", "invalid-field", "/policy/latencyUsdPerSecond")]
    [InlineData("""{"kind":"k","input":"x","policy":{"maxCostUsd":-1}}""", "invalid-field", "/policy/maxCostUsd")]
    [InlineData("""{"kind":"k","input":"x","policy":{"deadlineSeconds":0}}""", "invalid-field", "/policy/deadlineSeconds")]
    [InlineData("""{"kind":"k","input":"x","policy":{"deadlineSeconds":3601}}""", "invalid-field", "/policy/deadlineSeconds")]
    [InlineData("""{"kind":"k","input":"x","policy":{"minQuality":1.01}}""", "invalid-field", "/policy/minQuality")]
    [InlineData("""{"kind":"k","input":"x","policy":{"regions":"eu"}}""", "invalid-field", "/policy/regions")]
    [InlineData("""{"kind":"k","input":"x","policy":{"deny":["a",""]}}""", "invalid-field", "/policy/deny/1")]
    [InlineData("""{"kind":"k","input":"x","policy":{"explore":"yes"}}""", "invalid-field", "/policy/explore")]
    [InlineData("""{"kind":"k","input":"x","policy":{"demonstrations":"no"}}""", "invalid-field", "/policy/demonstrations")]
    [InlineData("""{"kind":"k","input":"x","policy":{"plans":"agree"}}""", "invalid-field", "/policy/plans")]
    [InlineData("""{"kind":"k","input":"x","policy":{"plans":["agree","single"]}}""", "invalid-field", "/policy/plans/1")]
    [InlineData("""{"kind":"k","input":"x","policy":{"plans":["agree","vote","hedge","agree"]}}""", "invalid-field", "/policy/plans")]
    [InlineData("""{"kind":"k","input":"x","policy":{"maxAttempts":0}}""", "invalid-field", "/policy/maxAttempts")]
    [InlineData("""{"kind":"k","input":"x","policy":{"maxAttempts":1.5}}""", "invalid-field", "/policy/maxAttempts")]
    [InlineData("""{"kind":"k","input":"x","policy":{"maxAttempts":99999999999}}""", "invalid-field", "/policy/maxAttempts")]
    [InlineData("""{"kind":"k","input":"x","policy":{"objective":"cheapest"}}""", "impossible-policy", "/policy")]
    [InlineData("""{"kind":"k","input":"x","policy":{"allow":["a"],"deny":["a"]}}""", "impossible-policy", "/policy")]
    public void Read_Fault_IsNamedAndPointedTo(string body, string code, string? pointer)
    {
        var problem = Refuse(body);

        problem.Code.ShouldBe(code);
        problem.Pointer.ShouldBe(pointer);
        problem.Detail.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("output_schema", "outputSchema")]
    [InlineData("Input", "input")]
    [InlineData("instruction", "instructions")]
    [InlineData("tag", "tags")]
    public void Read_MisspeltField_SuggestsTheNearest(string field, string suggestion)
    {
        var problem = Refuse($$"""{"kind":"k","input":"x","{{field}}":"x"}""");

        problem.Code.ShouldBe("unknown-field");
        problem.Detail.ShouldBe($"\"{field}\" is not a field of the request; did you mean \"{suggestion}\"?");
    }

    [Fact]
    public void Read_FieldLikeNone_ListsTheKnown() =>
        Refuse("""{"kind":"k","input":"x","temperature":1}""").Detail
            .ShouldBe("\"temperature\" is not a field of the request; known are kind, instructions, input, outputSchema, policy, tags, batch, verify.");

    [Fact]
    public void Read_ManySchemas_EachIsJudgedAlways()
    {
        for (var i = 0; i < 3000; i++)
        {
            var n = i % 1500;
            Accept($$$"""{"kind":"k","input":"x","outputSchema":{"const":{{{n}}}}}""").Payload.OutputSchema.ShouldNotBeNull();
            Refuse($$$"""{"kind":"k","input":"x","outputSchema":{"minLength":-{{{n + 1}}}}}""").Code.ShouldBe("invalid-schema");
        }
    }

    [Fact]
    public void Read_InvalidUtf8_IsMalformed()
    {
        byte[] body = [.. "{\"kind\":\"k\",\"input\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Refuse(body).Code.ShouldBe("malformed-json");
    }

    [Fact]
    public void Read_DeepestAllowed_IsTaken()
    {
        // The request itself is one level.
        var levels = SubmissionLimits.MaxDepth - 1;

        Accept($$$"""{"kind":"k","input":{"a":{{{Nested(levels - 1)}}}}}""").Kind.ShouldBe("k");
        var problem = Refuse($$$"""{"kind":"k","input":{"a":{{{Nested(levels)}}}}}""");
        problem.Code.ShouldBe("invalid-field");
        problem.Detail.ShouldContain("nested deeper");
    }

    [Fact]
    public void Read_TooLong_IsRefusedAtItsPlace()
    {
        Refuse($$"""{"kind":"k","input":"x","instructions":"{{LongText}}"}""").Pointer.ShouldBe("/instructions");
        var input = JsonSerializer.Serialize(new string('x', SubmissionLimits.MaxInputBytes - 2));
        Accept($$$"""{"kind":"k","input":{{{input}}}}""").Kind.ShouldBe("k");
        Refuse($$$"""{"kind":"k","input":{{{input.Replace("\"x", "\"xx")}}}}""").Pointer.ShouldBe("/input");
        Refuse($$"""{"kind":"{{new string('k', 65)}}","input":"x"}""").Pointer.ShouldBe("/kind");
        Refuse($$$"""{"kind":"k","input":"x","tags":{"a":"{{{new string('é', 129)}}}"}}""").Pointer.ShouldBe("/tags/a");
        var tags = string.Join(',', Enumerable.Range(0, SubmissionLimits.MaxTags + 1).Select(static i => $"\"t{i}\":\"v\""));
        Refuse("{\"kind\":\"k\",\"input\":\"x\",\"tags\":{" + tags + "}}").Pointer.ShouldBe("/tags");
    }

    [Fact]
    public void Read_NameTooLongToRepeat_IsShortened()
    {
        var problem = Refuse($$"""{"kind":"k","input":"x","{{new string('n', 100_000)}}":1}""");

        problem.Code.ShouldBe("unknown-field");
        problem.Pointer.ShouldBe("");
        problem.Detail.Length.ShouldBeLessThan(400);
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", null)] // what is allowed anyway is the same policy
    [InlineData("null", null)]
    public void Read_Demonstrations_AreForbiddenOrNot(string json, bool? expected)
    {
        var policy = Accept($$$"""{"kind":"k","input":"x","policy":{"demonstrations":{{{json}}} } }""").Policy;

        policy.Demonstrations.ShouldBe(expected);
        (policy == new Policy()).ShouldBe(expected is null);
    }

    [Fact]
    public void Read_ManyObjectsAfterALargeOne_TakesLinearTime()
    {
        var large = string.Join(',', Enumerable.Range(0, 5000).Select(static i => $"\"n{i}\":0"));
        var small = string.Join(',', Enumerable.Repeat("{\"a\":1}", 20_000));

        Accept($$$"""{"kind":"k","input":{"l":[{ {{{large}}} },{{{small}}}]}}""").Kind.ShouldBe("k");
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);

    private static MicrotaskSubmission Accept(string body, IdempotencyKey? key = null)
    {
        MicrotaskRequestReader.Read(Encoding.UTF8.GetBytes(body), key).TryGet(out var submission, out var problem).ShouldBeTrue(problem?.ToString());
        return submission!;
    }

    private static Problem Refuse(string body) => Refuse(Encoding.UTF8.GetBytes(body));

    private static Problem Refuse(byte[] body)
    {
        MicrotaskRequestReader.Read(body).TryGet(out _, out var problem).ShouldBeFalse();
        return problem!;
    }
}
