using System.Text;
using System.Text.Json;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Tests.Doubles;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Orchestration.Tests.Submissions;

public sealed class VerifyReaderTests
{
    [Fact]
    public void Read_EachType_GivesIt()
    {
        var verifiers = Read(
            """
            [{"type":"label","equals":"spam","ignoreCase":true,"pointer":"/label","required":true},
             {"type":"regex","pattern":"^a","trust":0.5},
             {"type":"number","equals":3.14,"tolerance":0.01,"relative":true,"pointer":""},
             {"type":"json","equals":null}]
            """).Value!;

        verifiers[0].ShouldBe(new LabelVerifier { Expected = "spam", IgnoreCase = true, Pointer = "/label", Required = true });
        verifiers[1].ShouldBe(new RegexVerifier { Pattern = "^a", Trust = 0.5 });
        verifiers[2].ShouldBe(new NumberVerifier { Expected = 3.14, Tolerance = 0.01, Relative = true });
        verifiers[3].ShouldBeOfType<JsonVerifier>().Expected.ValueKind.ShouldBe(JsonValueKind.Null);
        Read("""{"type":"executable","name":"check-sql"}""").Value!.Single().ShouldBe(new ExecutableVerifier { Program = "check-sql" });
        Read("""{"type":"judge","share":0.1,"rubric":"Be strict."}""").Value!.Single().ShouldBe(new JudgeVerifier { Share = 0.1, Rubric = "Be strict." });
        Read("[]").Value!.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1", "invalid-field", "/verify")]
    [InlineData("[1]", "invalid-field", "/verify/0")]
    [InlineData("{}", "invalid-field", "/verify/type")]
    [InlineData("""{"type":1}""", "invalid-field", "/verify/type")]
    [InlineData("""{"type":"lable"}""", "invalid-field", "/verify/type")]
    [InlineData("""{"type":"label"}""", "invalid-field", "/verify/equals")]
    [InlineData("""{"type":"label","equals":null}""", "invalid-field", "/verify/equals")]
    [InlineData("""{"type":"label","equals":" "}""", "invalid-field", "/verify/equals")]
    [InlineData("""{"type":"label","equals":"x","ignorecase":true}""", "unknown-field", "/verify/ignorecase")]
    [InlineData("""{"type":"label","equals":"x","pointer":"label"}""", "invalid-field", "/verify/pointer")]
    [InlineData("""{"type":"label","equals":"x","pointer":"/~2"}""", "invalid-field", "/verify/pointer")]
    [InlineData("""{"type":"label","equals":"x","trust":1.5}""", "invalid-field", "/verify/trust")]
    [InlineData("""{"type":"regex"}""", "invalid-field", "/verify/pattern")]
    [InlineData("""{"type":"regex","pattern":"("}""", "invalid-field", "/verify/pattern")]
    [InlineData("""[{"type":"regex","pattern":"x"},{"type":"regex","pattern":"(?<=a)b"}]""", "invalid-field", "/verify/1/pattern")]
    [InlineData("""{"type":"number","equals":"3"}""", "invalid-field", "/verify/equals")]
    [InlineData("""{"type":"number","equals":1e400}""", "invalid-field", "/verify/equals")]
    [InlineData("""{"type":"number","equals":1,"tolerance":-1}""", "invalid-field", "/verify/tolerance")]
    [InlineData("""{"type":"json"}""", "invalid-field", "/verify/equals")]
    [InlineData("""{"type":"executable"}""", "invalid-field", "/verify/name")]
    [InlineData("""{"type":"executable","name":"x","path":"/bin/sh"}""", "unknown-field", "/verify/path")]
    [InlineData("""{"type":"executable","name":"x","required":true}""", "unknown-field", "/verify/required")]
    [InlineData("""{"type":"judge","share":2}""", "invalid-field", "/verify/share")]
    [InlineData("""[{"type":"judge"},{"type":"judge"}]""", "invalid-field", "/verify/1")]
    [InlineData("""[{"type":"judge"},{"type":"regex","pattern":"a"},{"type":"regex","pattern":"b"},{"type":"regex","pattern":"c"},{"type":"regex","pattern":"d"}]""", "invalid-field", "/verify")]
    public void Read_Fault_IsNamedAndPointedTo(string verify, string code, string pointer)
    {
        var problem = Read(verify).Problem!;

        (problem.Code, problem.Pointer).ShouldBe((code, pointer));
        problem.Detail.ShouldEndWith(problem.Detail.EndsWith('?') ? "?" : ".");
    }

    [Fact]
    public void Read_MisspeltType_SuggestsTheNearest() => Read("""{"type":"Labels"}""").Problem!.Detail.ShouldBe("\"Labels\" is no type of verifier; did you mean \"label\"?");

    [Fact]
    public void Read_WithinARequest_StandsApartFromWhatBiddersSee()
    {
        var submission = MicrotaskRequestReader.Read(Encoding.UTF8.GetBytes("""{"kind":"k","input":"x","verify":{"type":"label","equals":"secret"}}""")).Value!;

        submission.Verify!.Single().ShouldBeOfType<LabelVerifier>();
        JsonSerializer.Serialize(submission.Payload, OrchestrationJson.Default.MicrotaskPayload).ShouldNotContain("secret");
        MicrotaskRequestReader.Read("""{"kind":"k","input":"x","verify":null}"""u8.ToArray()).Value!.Verify.ShouldBeNull();
    }

    [Fact]
    public void History_Verifiers_ComeBackAsTheyWere()
    {
        IReadOnlyList<Verifier> verifiers = [new LabelVerifier { Expected = "x", Required = true }, new NumberVerifier { Expected = 1, Tolerance = 2 }, new ExecutableVerifier { Program = "p" }, new JudgeVerifier { Share = 0.5 }];
        var accepted = Samples.Accepted() with { Verify = verifiers, JudgeOf = "mt-1" };

        var read = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(accepted, OrchestrationJson.Default.AcceptedMicrotask), OrchestrationJson.Default.AcceptedMicrotask)!;

        read.Verify.ShouldBe(verifiers);
        read.JudgeOf.ShouldBe("mt-1");
    }

    private static Result<IReadOnlyList<Verifier>> Read(string verify) => VerifyReader.Read(JsonElement.Parse(verify));
}
