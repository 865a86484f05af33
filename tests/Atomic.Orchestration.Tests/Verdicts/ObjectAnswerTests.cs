using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Policies;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Verdicts;

/// <summary>What is learned of answers that are objects: the whole object, where it is known to be right or named, and nothing where it is no such object.</summary>
public sealed class ObjectAnswerTests
{
    private const string Right = """{"number":"R-1","total":12.5}""";

    [Fact]
    public async Task Feedback_ObjectIsRight_TeachesTheObject()
    {
        await using var house = await OpenAsync(Right);
        var view = await house.RunAsync(Submission());

        await house.Service.AddFeedbackAsync(TenantName.Default, view.Id, new Feedback { Score = 1, ReceivedAt = Samples.Now }, CancellationToken.None);

        JsonElement.DeepEquals(JsonElement.Parse(house.Ports.Examples.Single().Label!), JsonElement.Parse(Right)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("{ \"number\": \"R-2\",\n \"total\": 12.5 }", true)]
    [InlineData("""{"number":["R-2"]}""", false)]
    [InlineData("""{"number":""", false)]
    public async Task Feedback_ObjectIsWrong_TeachesTheOneThatIsNamed(string named, bool isLearned)
    {
        await using var house = await OpenAsync(Right);
        var view = await house.RunAsync(Submission());

        await house.Service.AddFeedbackAsync(TenantName.Default, view.Id, new Feedback { Score = 0, Label = named, ReceivedAt = Samples.Now }, CancellationToken.None);

        house.Ports.Examples.Single().Label.ShouldBe(isLearned ? named : null);
    }

    [Theory]
    [InlineData(Right, 1)]
    [InlineData("""{"number":"R-2","total":12.5}""", 0)]
    public async Task Run_JsonVerifier_TeachesItsObjectWhateverTheAnswerIs(string answer, double score)
    {
        await using var house = await OpenAsync(answer);

        var view = await house.RunAsync(Submission(new JsonVerifier { Expected = JsonElement.Parse(Right) }));
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        record.Verdict!.Judgements.Single().Score.ShouldBe(score);
        house.Ports.Examples.Single().Label.ShouldBe(Right);
    }

    [Fact]
    public async Task Run_VerifierOfOneField_TeachesNoObject()
    {
        await using var house = await OpenAsync(Right);

        var view = await house.RunAsync(Submission(new LabelVerifier { Expected = "R-1", Pointer = "/number" }));
        await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        house.Ports.Examples.ShouldAllBe(static example => example.Label == null, "the other field may be wrong");
    }

    private static Task<House> OpenAsync(string answer) => House.OpenAsync([new ScriptedBidder("a") { OnExecute = (_, _) => Task.FromResult(ScriptedBidder.Answer(answer)) }]);

    private static MicrotaskSubmission Submission(params Verifier[] verify)
    {
        var plain = Samples.Submission(policy: new Policy { Explore = false });
        return plain with { Payload = Samples.Payload("Invoice R-1 over 12.50", """{"type":"object","required":["number"]}"""), Verify = verify };
    }
}
