using Atomic.Orchestration.Budgets;
using Atomic.Orchestration.Ports;
using CsCheck;

namespace Atomic.Orchestration.Tests.Budgets;

public sealed class BudgetPeriodTests
{
    private static readonly Gen<DateTimeOffset> s_moment = Gen.Select(Gen.DateTime[new DateTime(1971, 1, 1), new DateTime(9998, 12, 31)], Gen.Int[-14, 14])
        .Select(static (time, offset) => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), TimeSpan.FromHours(offset)));

    [Theory]
    [InlineData(BudgetWindow.Hour, "2024-02-29T23:00:00Z", "2024-03-01T00:00:00Z", "2024-02-29T23")]
    [InlineData(BudgetWindow.Day, "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z", "2024-02-29")]
    [InlineData(BudgetWindow.Month, "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z", "2024-02")]
    public void At_MomentOfALeapDayElsewhere_IsTheWindowInUtc(BudgetWindow window, string start, string end, string label)
    {
        var period = BudgetPeriod.At(window, DateTimeOffset.Parse("2024-03-01T09:59:59.9999999+10:00"));

        (period.Start, period.End, period.Label).ShouldBe((DateTimeOffset.Parse(start), DateTimeOffset.Parse(end), label));
    }

    [Fact]
    public void At_AnyMoment_LiesInItsWindowAndTheNextBeginsWhereItEnds() =>
        Gen.Select(s_moment, Gen.Int[1, 3].Select(static window => (BudgetWindow)window)).Sample(static (moment, window) =>
        {
            var period = BudgetPeriod.At(window, moment);
            period.Start!.Value.ShouldBeLessThanOrEqualTo(moment);
            period.End!.Value.ShouldBeGreaterThan(moment);
            BudgetPeriod.At(window, period.End.Value).Start.ShouldBe(period.End);
            BudgetPeriod.At(window, period.End.Value.AddTicks(-1)).ShouldBe(period);
            BudgetPeriod.Find(window, period.Label).ShouldBe(period);
        });

    [Fact]
    public void At_NoWindow_HasNoEnd()
    {
        var period = BudgetPeriod.At(BudgetWindow.None, DateTimeOffset.UnixEpoch);

        (period.Start, period.End, period.Label).ShouldBe((null, null, ""));
        BudgetPeriod.Find(BudgetWindow.None, "").ShouldBe(period);
    }

    [Theory]
    [InlineData(BudgetWindow.Hour, "2024-02-29")]
    [InlineData(BudgetWindow.Day, "2024-02-30")]
    [InlineData(BudgetWindow.Month, "")]
    [InlineData(BudgetWindow.None, "2024-02")]
    public void Find_LabelOfNoSuchWindow_IsNull(BudgetWindow window, string label) => BudgetPeriod.Find(window, label).ShouldBeNull();

    [Fact]
    public void At_LastYear_StillHasAWindow() => BudgetPeriod.At(BudgetWindow.Month, DateTimeOffset.MaxValue).End.ShouldBeNull();
}
