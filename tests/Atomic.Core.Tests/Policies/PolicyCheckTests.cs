using Atomic.Core.Policies;

namespace Atomic.Core.Tests.Policies;

public sealed class PolicyCheckTests
{
    [Fact]
    public void Problems_Presets_AreNone()
    {
        foreach (var name in PolicyPresets.Names) PolicyCheck.Problems(PolicyPresets.Find(name)!).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-1)]
    [InlineData(1e10)]
    public void Problems_ImpossibleFigures_AreNamedEach(double figure)
    {
        var problems = PolicyCheck.Problems(new Policy
        {
            ValueUsd = figure,
            LatencyUsdPerSecond = figure,
            MaxCostUsd = figure,
            DeadlineSeconds = figure,
            MinQuality = figure,
        });

        problems.Select(static problem => problem[..problem.IndexOf(' ', StringComparison.Ordinal)])
            .ShouldBe(["valueUsd", "latencyUsdPerSecond", "maxCostUsd", "deadlineSeconds", "minQuality"]);
    }

    [Fact]
    public void Problems_QualityAboveOne_IsNamed() =>
        Single(new Policy { MinQuality = 1.5 }).ShouldBe("minQuality must be a number from 0 to 1, but is 1.5.");

    [Fact]
    public void Problems_NoTime_IsNamed() => Single(new Policy { DeadlineSeconds = 0 }).ShouldContain("deadlineSeconds is 0");

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void Problems_AttemptsOutOfRange_AreNamed(int attempts) =>
        Single(new Policy { MaxAttempts = attempts }).ShouldBe($"maxAttempts must be from 1 to 8, but is {attempts}.");

    [Fact]
    public void Problems_AllowedAndDenied_IsNamed() =>
        Single(new Policy { Allow = ["a", "b"], Deny = ["b"] }).ShouldBe("b is both in allow and in deny; remove it from one of them.");

    [Fact]
    public void Problems_EmptyName_IsNamed() => Single(new Policy { Regions = [" "] }).ShouldContain("regions");

    [Theory]
    [InlineData(Objective.Cheapest, "minQuality")]
    [InlineData(Objective.Fastest, "minQuality")]
    [InlineData(Objective.Best, "maxCostUsd")]
    [InlineData((Objective)99, "does not exist")]
    public void Problems_ObjectiveWithoutItsOtherSide_SaysWhatToAdd(Objective objective, string expected)
    {
        Single(new Policy { Objective = objective }).ShouldContain(expected);
        if (objective <= Objective.Fastest)
            PolicyCheck.Problems(new Policy { Objective = objective, MinQuality = 0.5, MaxCostUsd = 0 }).ShouldBeEmpty();
    }

    private static string Single(Policy policy) => PolicyCheck.Problems(policy).ShouldHaveSingleItem();
}
