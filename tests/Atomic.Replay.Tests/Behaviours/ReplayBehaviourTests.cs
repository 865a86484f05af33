using Atomic.Replay.Behaviours;

namespace Atomic.Replay.Tests.Behaviours;

public sealed class ReplayBehaviourTests
{
    public static TheoryData<ReplayBehaviour, string> Defective => new()
    {
        { new ReplayBehaviour { ErrorRate = -0.1 }, "ErrorRate is -0.1; it must be from 0 to 1." },
        { new ReplayBehaviour { HangRate = double.NaN }, "HangRate is NaN; it must be from 0 to 1." },
        { new ReplayBehaviour { RateLimitRate = 0.7, MalformedBodyRate = 0.7 }, "The fault rates add up to 1.4; together they may be at most 1." },
        { new ReplayBehaviour { LatencyMsP50 = -1 }, "LatencyMsP50 is -1; it must be from 0 to 86400000." },
        { new ReplayBehaviour { LatencyMsP50 = 10, LatencyMsP95 = 5 }, "LatencyMsP95 is 5, below LatencyMsP50 of 10." },
        { new ReplayBehaviour { LatencyMsP95 = 5 }, "LatencyMsP95 needs LatencyMsP50 above 0." },
        { new ReplayBehaviour { RetryAfterSeconds = -1 }, "RetryAfterSeconds is -1; it must be from 0 to 86400." },
    };

    [Theory]
    [MemberData(nameof(Defective))]
    public void Validate_Defective_NamesTheProblem(ReplayBehaviour behaviour, string problem)
    {
        behaviour.Validate().ShouldBe([problem]);
        Should.Throw<ArgumentException>(() => new ReplayBehaviours().Set("alpha", behaviour)).Message.ShouldContain(problem);
    }

    [Fact]
    public void Validate_RatesThatAddUpToOneButForRounding_Holds()
    {
        new ReplayBehaviour { ErrorRate = 0.7, RateLimitRate = 0.2, HangRate = 0.1 }.Validate().ShouldBeEmpty();
    }

    [Fact]
    public void Next_KeysBeyondTheCapacity_AreForgottenOldestFirst()
    {
        var repeats = new KeyRepeats(capacity: 2);

        repeats.Next("m", "a").ShouldBe(0);
        repeats.Next("m", "a").ShouldBe(1);
        repeats.Next("other", "a").ShouldBe(0);
        repeats.Next("m", "b").ShouldBe(0);
        repeats.Next("other", "a").ShouldBe(1);
        repeats.Next("m", "a").ShouldBe(0);
    }
}
