using Atomic.Core.Decisions;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;
using CsCheck;

namespace Atomic.Orchestration.Tests.Verdicts;

/// <summary>Judgements in any order, repeated, of many microtasks at once: each teaches once, and an answer never more than once over.</summary>
public sealed class JudgementsTests
{
    [Fact]
    public void Take_AnyOrderWithRepeats_LearnsEachAnswerOnceByItsMostTrustedJudgement() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 2]).Array[1, 25].Sample(said =>
        {
            var ports = new MemoryPorts();
            var judgements = new Judgements(ports, ports, ports, new PayloadResolver(ports));
            foreach (var (microtask, trust, score) in said)
            {
                var feedback = new Feedback { Score = score / 2d, Trust = trust / 4d, ReceivedAt = Samples.Now };
                Take(judgements, $"mt-{microtask}", feedback);
                Take(judgements, $"mt-{microtask}", feedback with { ReceivedAt = Samples.Now.AddDays(3) }).ShouldBe(new FeedbackReceipt($"mt-{microtask}", false, false));
            }

            foreach (var group in said.GroupBy(static one => one.Item1))
            {
                var weight = ports.Learned.Where(learned => learned.Id.StartsWith($"mt-{group.Key}/", StringComparison.Ordinal)).Sum(static learned => learned.Observations.Single().Trust);
                weight.ShouldBe(group.Max(static one => one.Item2) / 4d, 1e-12);
            }
        });

    [Fact]
    public void Take_CrashBetweenKeepingAndLearning_LearnsWhenItIsSaidAgain()
    {
        var ports = new MemoryPorts();
        var judgements = new Judgements(ports, ports, ports, new PayloadResolver(ports));
        var first = new Feedback { Score = 1, Trust = 0.5, ReceivedAt = Samples.Now };
        var second = new Feedback { Score = 0, Trust = 1, ReceivedAt = Samples.Now };
        Keep(ports, first);
        Keep(ports, second);

        Take(judgements, "mt-1", second).ShouldBe(new FeedbackReceipt("mt-1", Recorded: false, Learned: true));
        Take(judgements, "mt-1", first).ShouldBe(new FeedbackReceipt("mt-1", Recorded: false, Learned: true));
        Take(judgements, "mt-1", second).Learned.ShouldBeFalse();

        ports.Learned.Select(static learned => (learned.Id, learned.Observations.Single().Trust)).ShouldBe([("mt-1/feedback/1", 0.5), ("mt-1/feedback", 0.5)]);
    }

    private static void Keep(MemoryPorts ports, Feedback feedback) => ports.AddAsync("mt-1", feedback, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private static FeedbackReceipt Take(Judgements judgements, string id, Feedback feedback) => judgements.TakeAsync(
        id, feedback, _ => Task.FromResult(new JudgedAnswer { MicrotaskId = id, Scope = "k", BidderId = "a" }), CancellationToken.None).GetAwaiter().GetResult();
}
