using Atomic.Storage.Azure.Queues;

namespace Atomic.Storage.Azure.Tests.Queues;

public sealed class PollingBackoffTests
{
    [Fact]
    public void Next_AgainAndAgain_DoublesUpToTheLimit()
    {
        var backoff = new PollingBackoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(0.5));

        int[] waits = [.. Enumerable.Range(0, 5).Select(_ => (int)backoff.Next().TotalMilliseconds)];

        waits.ShouldBe([100, 200, 400, 500, 500]);
        backoff.Reset();
        backoff.Next().ShouldBe(TimeSpan.FromMilliseconds(100));
    }
}
