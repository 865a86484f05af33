using Atomic.Orchestration.Telemetry;

namespace Atomic.Orchestration.Tests.Telemetry;

public sealed class BoundedLabelsTests
{
    [Fact]
    public void Of_MoreThanTheLimit_StandTogether()
    {
        var labels = new BoundedLabels(3);

        var first = Enumerable.Range(0, 10).Select(i => labels.Of($"kind-{i}")).ToList();

        first.ShouldBe(["kind-0", "kind-1", "kind-2", .. Enumerable.Repeat(BoundedLabels.Other, 7)]);
        labels.Of("kind-1").ShouldBe("kind-1", "those that were first stay");
    }

    [Fact]
    public void Of_ManyThreads_IsBounded()
    {
        var labels = new BoundedLabels(10);

        var seen = Enumerable.Range(0, 10_000).AsParallel().WithDegreeOfParallelism(4).Select(i => labels.Of($"kind-{i % 500}")).Distinct().Count();

        seen.ShouldBeLessThanOrEqualTo(10 + 4 + 1, "a thread may add one more at the moment the limit is reached, and there is the rest");
    }
}
