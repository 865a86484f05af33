using Atomic.Core.Plans;

namespace Atomic.Core.Tests.Plans;

public sealed class ModelTimeTests
{
    [Fact]
    public void Seconds_OneSpan_IsExactlyIt() => ModelTime.Seconds([(PlanCases.Start, 0.1234567890123)]).ShouldBe(0.1234567890123);

    [Fact]
    public void Seconds_OneAfterTheOther_IsTheirSum() =>
        ModelTime.Seconds([(PlanCases.Start, 1), (PlanCases.Start.AddSeconds(2), 0.5)]).ShouldBe(1.5);

    [Fact]
    public void Seconds_AtTheSameTime_CountsOnce() =>
        ModelTime.Seconds([(PlanCases.Start, 3), (PlanCases.Start, 1), (PlanCases.Start.AddSeconds(2), 2), (PlanCases.Start.AddSeconds(10), 1)]).ShouldBe(5);

    [Fact]
    public void Seconds_NoSpan_IsNone() => ModelTime.Seconds([]).ShouldBe(0);
}
