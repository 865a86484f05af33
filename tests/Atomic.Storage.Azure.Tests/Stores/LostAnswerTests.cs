using Atomic.Core.Learning;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Connection;
using Atomic.Testing.Azurite;
using Microsoft.Extensions.Logging.Abstractions;
using static Atomic.Storage.Contracts.Scopes;

namespace Atomic.Storage.Azure.Tests.Stores;

/// <summary>The service has committed, and nobody heard of it: the client tries again, and what it finds is its own.</summary>
public sealed class LostAnswerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly BudgetOptions s_budget = new() { Name = "all", LimitUsd = 1 };

    private readonly OpenAccount _account = new(azurite);
    private readonly LostAnswer _lost = new();
    private AzureStores _stores = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stores = new AzureStores(new AzureStorageConnection(_account.Options, _lost), [s_budget], TimeProvider.System, NullLogger<AzureStores>.Instance);
        await _stores.EnsureCreatedAsync(Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        _lost.HasHappened.ShouldBeTrue("the test lost no answer");
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task LearnAsync_AnswerIsLost_CountsOnceAndSaysThatItCounted()
    {
        var receipt = await _stores.TrackRecords.LearnAsync("id", "email", new([new Observation { BidderId = "b", Score = 1 }]), Cancellation);

        receipt.ShouldBe(new LearningReceipt(1, true));
        (await _stores.TrackRecords.GetAsync("email", Cancellation)).Of("b").Judged.ShouldBe(1);
    }

    [Fact]
    public async Task AppendAsync_AnswerIsLost_IsAppendedOnceAndHasItsPlace()
    {
        var example = new VerifiedExample("id", "email", "text", "label");

        (await _stores.Examples.AppendAsync(example, Cancellation)).ShouldBe(1);
        (await _stores.Examples.ReadAsync("email", 0, 10, Cancellation)).ShouldBe([example]);
    }

    [Fact]
    public async Task TryReserveAsync_AnswerIsLost_ReservesOnce()
    {
        (await _stores.Budgets.TryReserveAsync("d", Of("email"), 0.6, Cancellation)).ShouldBeTrue();
        (await _stores.Budgets.ListAsync(null, Cancellation))[0].ReservedUsd.ShouldBe(0.6);
    }

    [Fact]
    public async Task SettleAsync_AnswerIsLost_BooksOnce()
    {
        await _stores.Budgets.SettleAsync("d", Of("email"), 0.6, Cancellation);
        (await _stores.Budgets.ListAsync(null, Cancellation))[0].SpentUsd.ShouldBe(0.6);
    }

    [Fact]
    public async Task StartAsync_AnswerIsLost_IsTheFirstDelivery()
    {
        (await _stores.Attempts.StartAsync("m", 0, 1, Cancellation)).ShouldBe(1);
        (await _stores.Attempts.StartAsync("m", 0, 1, Cancellation)).ShouldBe(2);
    }
}
