using Atomic.Orchestration.Ports;
using static Atomic.Storage.Contracts.Scopes;

namespace Atomic.Storage.Contracts;

public abstract class BudgetStoreContract : StoreContract<IBudgetStore>
{
    /// <summary>The budgets with which the store is opened next.</summary>
    protected IReadOnlyList<BudgetOptions> Options { get; private set; } = [];

    [Fact]
    public async Task TryReserveAsync_NoBudgets_AlwaysSucceeds()
    {
        (await Store.TryReserveAsync("d", Of("email"), 1e300, Cancellation)).ShouldBeTrue();
        await Store.SettleAsync("d", Of("email"), 5, Cancellation);
        (await Store.GetTightestAsync(Of("email"), Cancellation)).ShouldBeNull();
        (await Store.ListAsync(null, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task TryReserveAsync_UpToTheLimit_ExactToTheLastNanoDollar()
    {
        await ConfigureAsync(Budget("all", 1));
        for (var index = 0; index < 10; index++)
            (await Store.TryReserveAsync($"d{index}", Of("email"), 0.1, Cancellation)).ShouldBeTrue();
        (await Store.TryReserveAsync("one more", Of("email"), 1e-9, Cancellation)).ShouldBeFalse();
        (await Store.TryReserveAsync("nothing", Of("email"), 0, Cancellation)).ShouldBeTrue();
        (await StateAsync()).ReservedUsd.ShouldBe(1);
    }

    [Fact]
    public async Task TryReserveAsync_SameDecisionAgain_ReplacesItsReservation()
    {
        await ConfigureAsync(Budget("all", 1));
        (await Store.TryReserveAsync("d", Of("email"), 0.8, Cancellation)).ShouldBeTrue();
        (await Store.TryReserveAsync("d", Of("email"), 0.9, Cancellation)).ShouldBeTrue();
        (await StateAsync()).ReservedUsd.ShouldBe(0.9);
        await ReopenAsync();
        (await StateAsync()).ReservedUsd.ShouldBe(0.9);
        (await Store.TryReserveAsync("d", Of("email"), 0, Cancellation)).ShouldBeTrue();
        (await StateAsync()).ReservedUsd.ShouldBe(0);
        await ReopenAsync();
        (await StateAsync()).ReservedUsd.ShouldBe(0);
    }

    [Fact]
    public async Task TryReserveAsync_SameDecisionBeyondTheLimit_NothingIsReserved()
    {
        await ConfigureAsync(Budget("all", 1));
        (await Store.TryReserveAsync("d", Of("email"), 0.8, Cancellation)).ShouldBeTrue();
        (await Store.TryReserveAsync("d", Of("email"), 1.1, Cancellation)).ShouldBeFalse();
        (await StateAsync()).ReservedUsd.ShouldBe(0);
        await ReopenAsync();
        (await StateAsync()).ReservedUsd.ShouldBe(0);
    }

    [Fact]
    public async Task TryReserveAsync_OneOfTwoBudgetsIsExhausted_ReservesInNeither()
    {
        await ConfigureAsync(Budget("all", 10), Budget("emails", 1, "email"));
        (await Store.TryReserveAsync("d1", Of("email"), 2, Cancellation)).ShouldBeFalse();
        (await Store.ListAsync(null, Cancellation)).ShouldAllBe(static budget => budget.ReservedUsd == 0);
        (await Store.TryReserveAsync("d2", Of("review"), 2, Cancellation)).ShouldBeTrue();
        (await Store.ListAsync(null, Cancellation)).Select(static budget => budget.ReservedUsd).ShouldBe([2, 0]);
    }

    [Fact]
    public async Task GetTightestAsync_SeveralBudgets_TheOneWithLeastLeftForTheKind()
    {
        await ConfigureAsync(Budget("all", 10), Budget("emails", 5, "email"), Budget("reviews", 1, "review"));
        (await Store.GetTightestAsync(Of("email"), Cancellation))!.Name.ShouldBe("emails");
        (await Store.GetTightestAsync(Of("other"), Cancellation))!.Name.ShouldBe("all");
        await Store.SettleAsync("d", Of("other"), 7, Cancellation);
        var tightest = (await Store.GetTightestAsync(Of("email"), Cancellation))!;
        tightest.ShouldBe(new BudgetState("all", null, 10, 7, 0));
        tightest.LeftUsd.ShouldBe(3);
    }

    // The award of a decision that a crash cut off after its reservation gives it back and asks what is left: exactly as much, or others were refused for nothing.
    [Theory]
    [InlineData(6)] // 1 - 0.06 - 0.93 is below 0.01 in binary fractions
    [InlineData(31)]
    [InlineData(50)]
    [InlineData(81)]
    public async Task GetTightestAsync_LastReservationIsGivenBackAfterReopening_ItsWholeAmountIsLeft(int settled)
    {
        await ConfigureAsync(Budget("all", 1));
        await Store.SettleAsync("settled", Of("email"), settled * 0.01, Cancellation);
        await Store.TryReserveAsync("others", Of("email"), (99 - settled) * 0.01, Cancellation);
        (await Store.TryReserveAsync("last", Of("email"), 0.01, Cancellation)).ShouldBeTrue();
        await ReopenAsync();
        await Store.TryReserveAsync("last", Of("email"), 0, Cancellation);
        (await Store.GetTightestAsync(Of("email"), Cancellation))!.LeftUsd.ShouldBe(0.01);
        (await Store.TryReserveAsync("last", Of("email"), 0.01, Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task SettleAsync_AfterReservation_ReleasesItAndBooksOnceAlsoAfterReopening()
    {
        await ConfigureAsync(Budget("all", 1));
        await Store.TryReserveAsync("d", Of("email"), 0.5, Cancellation);
        await Store.SettleAsync("d", Of("email"), 0.2, Cancellation);
        await Store.SettleAsync("d", Of("email"), 0.3, Cancellation);
        (await StateAsync()).ShouldBe(new BudgetState("all", null, 1, 0.2, 0));
        await ReopenAsync();
        await Store.SettleAsync("d", Of("email"), 0.3, Cancellation);
        (await StateAsync()).ShouldBe(new BudgetState("all", null, 1, 0.2, 0));
    }

    [Fact]
    public async Task TryReserveAsync_AfterSettlement_ReservesNothing()
    {
        await ConfigureAsync(Budget("all", 1));
        await Store.SettleAsync("d", Of("email"), 0.2, Cancellation);
        (await Store.TryReserveAsync("d", Of("email"), 0.1, Cancellation)).ShouldBeFalse();
        await ReopenAsync();
        (await Store.TryReserveAsync("d", Of("email"), 0.1, Cancellation)).ShouldBeFalse();
        (await StateAsync()).ReservedUsd.ShouldBe(0);
    }

    [Fact]
    public async Task OpenAsync_LimitLowered_KeepsWhatWasSpentAndRefuses()
    {
        await ConfigureAsync(Budget("all", 1));
        await Store.SettleAsync("d1", Of("email"), 0.4, Cancellation);
        await Store.TryReserveAsync("d2", Of("email"), 0.4, Cancellation);
        await ConfigureAsync(Budget("all", 0.5));
        var state = await StateAsync();
        state.ShouldBe(new BudgetState("all", null, 0.5, 0.4, 0.4));
        state.LeftUsd.ShouldBe(0);
        (await Store.TryReserveAsync("d3", Of("email"), 1e-9, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task SettleAsync_BudgetsWereRemovedMeanwhile_TheReservationStillEnds()
    {
        await ConfigureAsync(Budget("all", 1));
        await Store.TryReserveAsync("d", Of("email"), 0.4, Cancellation);
        await ConfigureAsync();
        await Store.SettleAsync("d", Of("email"), 0.1, Cancellation);
        await ConfigureAsync(Budget("all", 1));
        (await StateAsync()).ReservedUsd.ShouldBe(0);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1e-12)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task TryReserveAsync_AmountThatIsNone_Refused(double amount)
    {
        await ConfigureAsync(Budget("all", 1));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Store.TryReserveAsync("d", Of("email"), amount, Cancellation));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Store.SettleAsync("d", Of("email"), amount, Cancellation));
        (await StateAsync()).ShouldBe(new BudgetState("all", null, 1, 0, 0));
    }

    [Fact]
    public async Task SettleAsync_HugeAmounts_NeverOverflow()
    {
        await ConfigureAsync(Budget("all", 1e300));
        for (var index = 0; index < 5; index++)
            await Store.SettleAsync($"d{index}", Of("email"), 1e300, Cancellation);
        (await Store.TryReserveAsync("d", Of("email"), 1, Cancellation)).ShouldBeFalse();
        await ReopenAsync();
        (await Store.TryReserveAsync("d", Of("email"), 1, Cancellation)).ShouldBeFalse();
        (await StateAsync()).SpentUsd.ShouldBeGreaterThan(9e9 - 1);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task TryReserveAsync_HostileTexts_AreKeptAsTheyAre(string text)
    {
        await ConfigureAsync(Budget(text, 1, text));
        (await Store.TryReserveAsync(text, Of(text), 0.6, Cancellation)).ShouldBeTrue();
        await ReopenAsync();
        (await Store.TryReserveAsync(text + "2", Of(text), 0.6, Cancellation)).ShouldBeFalse();
        await Store.SettleAsync(text, Of(text), 0.25, Cancellation);
        await ReopenAsync();
        (await StateAsync()).ShouldBe(new BudgetState(text, text, 1, 0.25, 0));
    }

    [Fact]
    public async Task TryReserveAsync_ConcurrentlyAcrossRestarts_NeverBeyondTheLimit()
    {
        const int Decisions = 1_000;
        var random = new Random(20_251);
        await ConfigureAsync(Budget("all", 100));
        var settled = new double[Decisions];
        var reserved = new double[Decisions];
        for (var from = 0; from < Decisions;)
        {
            var to = Math.Min(Decisions, from + random.Next(100, 400));
            await Parallel.ForEachAsync(Enumerable.Range(from, to - from), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (index, token) =>
            {
                var amount = 0.1 + (index % 7 * 0.1);
                if (!await Store.TryReserveAsync($"d{index}", Of("email"), amount, token))
                    return;
                reserved[index] = amount;
                (await StateAsync()).LeftUsd.ShouldBeGreaterThanOrEqualTo(0);
                if (index % 3 == 0)
                {
                    settled[index] = amount / 2;
                    await Store.SettleAsync($"d{index}", Of("email"), amount / 2, token);
                }
            });
            var state = await StateAsync();
            (state.SpentUsd + state.ReservedUsd).ShouldBeLessThanOrEqualTo(100 + 1e-9);
            await ReopenAsync();
            (await StateAsync()).ShouldBe(state);
            from = to;
        }

        var end = await StateAsync();
        end.SpentUsd.ShouldBe(settled.Sum(), 1e-6);
        end.ReservedUsd.ShouldBe(reserved.Where((_, index) => settled[index] == 0).Sum(), 1e-6);
        end.LeftUsd.ShouldBeLessThan(0.7);
    }

    protected static BudgetOptions Budget(string name, double limitUsd, string? kind = null) => new() { Name = name, LimitUsd = limitUsd, Kind = kind };

    protected async Task<BudgetState> StateAsync() => (await Store.ListAsync(null, CancellationToken.None))[0];

    protected async Task ConfigureAsync(params BudgetOptions[] budgets)
    {
        Options = budgets;
        await ReopenAsync();
    }
}
