using Atomic.Core.Bids;
using Atomic.Providers.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Providers.Tests.Resilience;

public sealed class EndpointAvailabilityTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly EndpointAvailability _availability;

    public EndpointAvailabilityTests() => _availability = new EndpointAvailability(_time);

    [Fact]
    public void ForBid_NothingKnown_IsAvailable()
    {
        _availability.ForBid().IsAvailable.ShouldBeTrue();
        _availability.ForCall().IsAvailable.ShouldBeTrue();
    }

    [Fact]
    public void Failed_FourTimes_StaysAvailable()
    {
        Fail(4);

        _availability.ForBid().IsAvailable.ShouldBeTrue();
        _availability.ForCall().IsAvailable.ShouldBeTrue();
    }

    [Fact]
    public void Failed_FiveTimesInARow_RestsForASecond()
    {
        Fail(5);

        _availability.ForBid().ShouldBe(new AvailabilityState(NoBidReason.Unavailable, _time.GetUtcNow().AddSeconds(1)));
        _availability.ForCall().IsAvailable.ShouldBeFalse();
    }

    [Fact]
    public void Failed_WithAnAnswerBetween_IsNotInARow()
    {
        Fail(4);
        _availability.Answered();
        Fail(4);

        _availability.ForBid().IsAvailable.ShouldBeTrue();
    }

    [Fact]
    public void ForBid_AfterTheRest_LetsOneProbeThroughPerLease()
    {
        Fail(5);
        _time.Advance(TimeSpan.FromSeconds(1));

        _availability.ForBid().IsAvailable.ShouldBeTrue();
        _availability.ForBid().ShouldBe(new AvailabilityState(NoBidReason.Unavailable, _time.GetUtcNow() + EndpointAvailability.ProbeLease));
        _availability.ForCall().IsAvailable.ShouldBeTrue("the probe itself is called");

        _time.Advance(EndpointAvailability.ProbeLease);
        _availability.ForBid().IsAvailable.ShouldBeTrue("a probe that lost its auction makes room");
    }

    [Fact]
    public async Task ForBid_ManyAtOnceAfterTheRest_LetsExactlyOneThrough()
    {
        Fail(5);
        _time.Advance(TimeSpan.FromSeconds(1));

        var states = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(_availability.ForBid)));

        states.Count(static state => state.IsAvailable).ShouldBe(1);
    }

    [Fact]
    public void Failed_Probe_DoublesTheRestUpToAMinute()
    {
        Fail(5);
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            var state = _availability.ForBid();
            state.Until.ShouldBe(_time.GetUtcNow().AddSeconds(seconds));
            _time.Advance(state.Until - _time.GetUtcNow());
            _availability.ForBid().IsAvailable.ShouldBeTrue();
            Fail(1);
        }
    }

    [Fact]
    public void Answered_Probe_OpensForAll()
    {
        Fail(5);
        _time.Advance(TimeSpan.FromSeconds(1));
        _availability.ForBid();
        _availability.Answered();

        _availability.ForBid().IsAvailable.ShouldBeTrue();
        _availability.ForBid().IsAvailable.ShouldBeTrue();
        Fail(5);
        _availability.ForBid().Until.ShouldBe(_time.GetUtcNow().AddSeconds(1), "the back-off starts again");
    }

    [Fact]
    public void Failed_StragglersDuringTheRest_DoNotLengthenIt()
    {
        Fail(20);

        _availability.ForBid().Until.ShouldBe(_time.GetUtcNow().AddSeconds(1));
    }

    [Fact]
    public void RateLimited_WithTime_StaysAwayExactlyUntilThen()
    {
        _availability.RateLimited(TimeSpan.FromSeconds(30));
        _availability.RateLimited(TimeSpan.FromSeconds(10));

        _availability.ForBid().ShouldBe(new AvailabilityState(NoBidReason.RateLimited, _time.GetUtcNow().AddSeconds(30)));
        _time.Advance(TimeSpan.FromSeconds(30));
        _availability.ForBid().IsAvailable.ShouldBeTrue();
        _availability.ForBid().IsAvailable.ShouldBeTrue("no probing after a rate limit");
    }

    [Fact]
    public void RateLimited_WithoutTime_GrowsOncePerBurst()
    {
        for (var inFlight = 0; inFlight < 10; inFlight++)
            _availability.RateLimited(null);
        _availability.ForBid().Until.ShouldBe(_time.GetUtcNow().AddSeconds(1));

        _time.Advance(TimeSpan.FromSeconds(1));
        _availability.RateLimited(null);
        _availability.ForBid().Until.ShouldBe(_time.GetUtcNow().AddSeconds(2));

        _time.Advance(TimeSpan.FromSeconds(2));
        _availability.Answered();
        _availability.RateLimited(null);
        _availability.ForBid().Until.ShouldBe(_time.GetUtcNow().AddSeconds(1));
    }

    [Fact]
    public void Answered_LateDuringARateLimit_DoesNotLiftIt()
    {
        _availability.RateLimited(TimeSpan.FromSeconds(30));
        _availability.Answered();

        _availability.ForBid().Reason.ShouldBe(NoBidReason.RateLimited);
    }

    private void Fail(int times)
    {
        for (var time = 0; time < times; time++)
            _availability.Failed();
    }
}
