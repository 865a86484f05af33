using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;
using Atomic.Replay.Behaviours;

namespace Atomic.Acceptance.Tests.Microtasks;

public sealed class IdempotencyTests(AcceptanceHost host) : MarketTest(host)
{
    [Fact]
    public async Task Submit_SameKeyAndBody_IsTheSameMicrotask()
    {
        var key = Guid.NewGuid().ToString();
        var first = (await House.SubmitAsync(Request.Of(Stalls.Once, TestRecording.Question(3)), key: key)).ShouldHaveEnded("succeeded");
        var requests = Market.RequestsTo(Stall.First(Stalls.Once)).Count;

        var again = await House.SubmitAsync(Request.Of(Stalls.Once, TestRecording.Question(3)), key: key);
        var async = await House.SubmitAsync(Request.Of(Stalls.Once, TestRecording.Question(3)), "respond-async", key);

        again.ShouldBe(200).Text.ShouldBe(first.Text);
        async.ShouldBe(200).Text.ShouldBe(first.Text);
        Market.RequestsTo(Stall.First(Stalls.Once)).Count.ShouldBe(requests);
    }

    [Fact]
    public async Task Submit_SameKeyAndOtherBody_IsRefused()
    {
        var key = Guid.NewGuid().ToString();
        (await House.SubmitAsync(Request.Of(Stalls.Once, TestRecording.Question(4)), key: key)).ShouldHaveEnded("succeeded");

        (await House.SubmitAsync(Request.Of(Stalls.Once, TestRecording.Question(5)), key: key)).ShouldBeProblem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Submit_SameKeyAtOnce_IsDoneOnce()
    {
        var key = Guid.NewGuid().ToString();
        Market.Behave(Stall.First(Stalls.Raced), new ReplayBehaviour { LatencyMsP50 = 50 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => House.SubmitAsync(Request.Of(Stalls.Raced, TestRecording.Question(6)), key: key)));

        answers.ShouldAllBe(static answer => answer.Status == 200);
        answers.Select(static answer => answer.Text).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        answers[0]["output"].ShouldBe(TestRecording.Answer(6));
        Market.RequestsTo(Stall.First(Stalls.Raced)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Submit_SameKeyWithTwoBodiesAtOnce_TakesOneOfThem()
    {
        var key = Guid.NewGuid().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => House.SubmitAsync(Request.Of(Stalls.Once, TestRecording.Question(7 + (i % 2))), key: key)));

        var taken = answers.Where(static answer => answer.Status == 200).ToList();
        taken.Count.ShouldBe(10, string.Join('\n', answers.Select(static answer => answer.Text)));
        taken.Select(static answer => answer["output"]).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        foreach (var refused in answers.Where(static answer => answer.Status != 200))
            refused.ShouldBeProblem(422, "idempotency-key-reused");
    }
}
