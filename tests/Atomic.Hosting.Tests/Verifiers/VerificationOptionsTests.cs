using System.Text;
using Atomic.Core.Errors;
using Atomic.Core.Verifiers;
using Microsoft.Extensions.Configuration;

namespace Atomic.Hosting.Tests.Verifiers;

public sealed class VerificationOptionsTests
{
    // Some program that is there on every machine that runs the tests.
    private static readonly string Program = Environment.ProcessPath!.Replace("\\", "\\\\", StringComparison.Ordinal);

    [Fact]
    public void Read_KindsExecutablesAndJudge_AreTaken()
    {
        var options = Read($$$"""
            {"Executables":{"check-sql":{"Path":"{{{Program}}}","Arguments":["--strict"],"Environment":{"MODE":"x"},"MaxConcurrent":3}},
             "Kinds":{"sql":[{"Type":"executable","Name":"check-sql"},{"Type":"judge","Share":0.05,"Rubric":"Be strict.","Trust":0.25}],
                      "prices":[{"Type":"number","Equals":"3.14","Tolerance":0.01,"Required":true},{"Type":"json","Equals":"{\"a\":null}"}],
                      "ids":[{"Type":"label","Equals":"42","IgnoreCase":true},{"Type":"regex","Pattern":"^[0-9]+$","Pointer":"/id"}]},
             "Judge":{"DeadlineSeconds":5,"MaxCostUsd":0.01}}
            """).Verification;

        var verifiers = options.Verifiers();
        verifiers["sql"].ShouldBe([new ExecutableVerifier { Program = "check-sql" }, new JudgeVerifier { Share = 0.05, Rubric = "Be strict.", Trust = 0.25 }]);
        verifiers["prices"][0].ShouldBe(new NumberVerifier { Expected = 3.14, Tolerance = 0.01, Required = true });
        verifiers["prices"][1].ShouldBeOfType<JsonVerifier>().Expected.GetRawText().ShouldBe("{\"a\":null}");
        verifiers["ids"].ShouldBe([new LabelVerifier { Expected = "42", IgnoreCase = true }, new RegexVerifier { Pattern = "^[0-9]+$", Pointer = "/id" }]);
        options.Executables["check-sql"].ShouldSatisfyAllConditions(
            static program => program.Arguments.ShouldBe(["--strict"]),
            static program => program.Environment["MODE"].ShouldBe("x"),
            static program => program.MaxConcurrent.ShouldBe(3));
        (options.Judge.DeadlineSeconds, options.Judge.MaxCostUsd).ShouldBe((5, 0.01));
    }

    [Theory]
    [InlineData("""{"Kinds":{"sql":[{"Type":"executable","Name":"gone"}]}}""", "Kinds:sql names the executable 'gone', which Atomic:Verification:Executables does not have")]
    [InlineData("""{"Kinds":{"sql":[{"Type":"lable"}]}}""", "Kinds:sql cannot be used:")]
    [InlineData("""{"Kinds":{"sql":[{"Type":"number","Equals":"a lot"}]}}""", "Kinds:sql:0:Equals is no JSON")]
    [InlineData("""{"Kinds":{"sql":[{"Type":"regex","Pattern":"("}]}}""", "Kinds:sql cannot be used:")]
    [InlineData("""{"Kinds":{"sql":[{"Type":"regex","Patern":"x"}]}}""", "Patern")]
    [InlineData("""{"Executables":{"x":{"Path":"check"}}}""", "Executables:x:Path is 'check'; set it to the full path")]
    [InlineData("""{"Executables":{"x":{"Path":"/no/such/program"}}}""", "where there is no file")]
    [InlineData("""{"Executables":{"X y":{"Path":"/no/such/program"}}}""", "has the name 'X y'")]
    [InlineData("""{"Executables":{"x":{"Path":"/no/such/program","TimeLimitSeconds":0}}}""", "no file")]
    [InlineData("""{"Judge":{"DeadlineSeconds":0}}""", "Judge:DeadlineSeconds")]
    [InlineData("""{"Judge":{"MaxConcurrent":0}}""", "Judge:MaxConcurrent")]
    public void Read_WhatCannotBeUsed_IsRefusedByName(string section, string said)
    {
        var refusal = Should.Throw<AtomicException>(() => Read(section));

        refusal.Code.ShouldBe(ErrorCodes.InvalidConfiguration);
        refusal.Message.ShouldContain(said);
    }

    private static HouseOptions Read(string section) => HouseOptions.Read(new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($"{{\"Atomic\":{{\"Verification\":{section}}}}}"))).Build());
}
