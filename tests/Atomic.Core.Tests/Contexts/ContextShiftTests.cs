using Atomic.Core.Contexts;

namespace Atomic.Core.Tests.Contexts;

public sealed class ContextShiftTests
{
    [Fact]
    public void WithBase_NoOutcomesYet_IsTheBases() => default(ContextShift).WithBase(new ContextShift(-1.2, 400, 3)).ShouldBe(new ContextShift(-1.2, 400, 3));

    [Fact]
    public void WithBase_BaseIsUnknown_IsItsOwn() => new ContextShift(0.4, 3, 1).WithBase(default).ShouldBe(new ContextShift(0.4, 3, 1));

    [Fact]
    public void WithBase_MoreOutcomes_IsMoreItsOwn()
    {
        var known = new ContextShift(-1, 400, 2);

        new ContextShift(1, 25, 1).WithBase(known).LogOdds.ShouldBe(0, 1e-12);
        new ContextShift(1, 2_500, 1).WithBase(known).LogOdds.ShouldBe(1, 0.03);
        new ContextShift(1, 25, 1).WithBase(known).Outcomes.ShouldBe(25);
    }
}
