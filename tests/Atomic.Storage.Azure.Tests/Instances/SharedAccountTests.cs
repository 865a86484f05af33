using System.Collections.Concurrent;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Tests.Stores;
using Atomic.Testing.Azurite;
using static Atomic.Storage.Contracts.Scopes;

namespace Atomic.Storage.Azure.Tests.Instances;

/// <summary>Two instances, as two processes have them: they share the account and nothing else.</summary>
public sealed class SharedAccountTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly BudgetOptions s_budget = new() { Name = "all", LimitUsd = 100 };

    private readonly OpenAccount _account = new(azurite);
    private AzureStores[] _instances = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _instances = [await _account.OpenAsync(s_budget), await _account.OpenAsync(s_budget)];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task LearnAsync_SameIdsDeliveredToBoth_EachCountsExactlyOnce()
    {
        const int Ids = 150;
        var counted = new ConcurrentBag<(int Id, long Version)>();
        await RunAsync(Ids * 2, async (index, stores) =>
        {
            var id = index / 2;
            var receipt = await stores.TrackRecords.LearnAsync($"id-{id}", "acme/email", new([new Observation { BidderId = $"b{id % 3}", Score = 1 }]), Cancellation);
            if (receipt.Counted)
                counted.Add((id, receipt.Version));
        });

        counted.Select(static once => once.Id).Order().ShouldBe(Enumerable.Range(0, Ids));
        counted.Select(static once => once.Version).Order().ShouldBe(Enumerable.Range(1, Ids).Select(static version => (long)version));
        foreach (var stores in _instances)
        {
            var record = await stores.TrackRecords.GetAsync("acme/email", Cancellation);
            record.Version.ShouldBe(Ids);
            record.ByBidder.Values.Sum(static bidder => bidder.Judged).ShouldBe(Ids);
        }
    }

    [Fact]
    public async Task GetAsync_WhileBothLearn_EverySnapshotIsOfOneVersion()
    {
        const int Each = 40;
        var learning = Task.WhenAll(_instances.Select(async (stores, instance) =>
        {
            for (var index = 0; index < Each; index++)
                await stores.TrackRecords.LearnAsync($"id-{instance}-{index}", "email", new([Judged("b1"), Judged("b2"), Judged("b3")]), Cancellation);
        }));
        var reader = await _account.OpenAsync();
        var versions = new List<long>();
        do
        {
            // Each learning is about all three: in a torn snapshot their counts differ, or do not fit its version.
            var record = await reader.TrackRecords.GetAsync("email", Cancellation);
            foreach (var bidderId in (string[])["b1", "b2", "b3"])
                record.Of(bidderId).Judged.ShouldBe(record.Version);
            versions.Add(record.Version);
        }
        while (!learning.IsCompleted);
        await learning;

        versions.ShouldBeInOrder();
        (await reader.TrackRecords.GetAsync("email", Cancellation)).Version.ShouldBe(_instances.Length * Each);
    }

    [Fact]
    public async Task TryReserveAsync_AThousandAtBothForABudgetOfAHundred_NeverBeyondIt()
    {
        const int Decisions = 1_000;
        var reserved = new ConcurrentBag<int>();
        await RunAsync(Decisions, async (index, stores) =>
        {
            if (await stores.Budgets.TryReserveAsync($"d{index}", Of("email"), 1, Cancellation))
                reserved.Add(index);
            (await stores.Budgets.ListAsync(null, Cancellation))[0].ReservedUsd.ShouldBeLessThanOrEqualTo(100);
        });

        reserved.Count.ShouldBe(100);
        foreach (var stores in _instances)
            (await stores.Budgets.ListAsync(null, Cancellation)).ShouldBe([new BudgetState("all", null, 100, 0, 100)]);
    }

    [Fact]
    public async Task SettleAsync_DeliveredToBoth_BookedOnceAndTheReservationEnds()
    {
        const int Decisions = 80;
        await RunAsync(Decisions, async (index, stores) => (await stores.Budgets.TryReserveAsync($"d{index}", Of("email"), 1, Cancellation)).ShouldBeTrue());
        await RunAsync(Decisions * 2, async (index, stores) => await stores.Budgets.SettleAsync($"d{index / 2}", Of("email"), 0.5, Cancellation));

        (await _instances[0].Budgets.ListAsync(null, Cancellation)).ShouldBe([new BudgetState("all", null, 100, 40, 0)]);
    }

    [Fact]
    public async Task AppendAsync_SameExamplesToBoth_EachHasOnePlaceAndPlacesHaveNoGaps()
    {
        const int Ids = 60;
        var places = new ConcurrentBag<long>();
        await RunAsync(Ids * 2, async (index, stores) =>
            places.Add(await stores.Examples.AppendAsync(new VerifiedExample($"id-{index / 2}", "email", $"text {index / 2}", "label"), Cancellation)));

        places.Where(static place => place > 0).Order().ShouldBe(Enumerable.Range(1, Ids).Select(static place => (long)place));
        (await _instances[1].Examples.ReadAsync("email", 0, 1_000, Cancellation)).Select(static example => example.LearningId).ShouldBeUnique();
    }

    [Fact]
    public async Task SaveSnapshotAsync_ByBothAtDifferentPlaces_TheLaterStaysAndNothingAfterItIsLost()
    {
        for (var index = 1; index <= 6; index++)
            await _instances[index % 2].Examples.AppendAsync(new VerifiedExample($"id-{index}", "email", $"text {index}", "label"), Cancellation);
        await Task.WhenAll(
            _instances[0].Examples.SaveSnapshotAsync("email", 2, new byte[] { 2 }, Cancellation).AsTask(),
            _instances[1].Examples.SaveSnapshotAsync("email", 5, new byte[] { 5 }, Cancellation).AsTask());

        foreach (var stores in _instances)
        {
            var (place, state) = (await stores.Examples.LoadSnapshotAsync("email", Cancellation))!.Value;
            (place, state.ToArray()[0]).ShouldBe((5, (byte)5));
            (await stores.Examples.ReadAsync("email", 5, 10, Cancellation)).Select(static example => example.LearningId).ShouldBe(["id-6"]);
        }
    }

    [Fact]
    public async Task AddAsync_SameFeedbackToBoth_IsKeptOnce()
    {
        var places = new ConcurrentBag<int>();
        await RunAsync(40, async (index, stores) =>
            places.Add(await stores.Feedback.AddAsync("m", new Feedback { Score = 1, Label = $"{index / 2}", ReceivedAt = DateTimeOffset.UnixEpoch }, Cancellation)));

        places.Where(static place => place >= 0).Order().ShouldBe(Enumerable.Range(0, 20));
        (await _instances[0].Feedback.ListAsync("m", Cancellation)).Count.ShouldBe(20);
    }

    [Fact]
    public async Task StartAsync_DeliveredToBoth_EachDeliveryHasANumberOfItsOwn()
    {
        var deliveries = new ConcurrentBag<int>();
        await RunAsync(12, async (_, stores) => deliveries.Add(await stores.Attempts.StartAsync("m", 1, 1, Cancellation)));

        deliveries.Order().ShouldBe(Enumerable.Range(1, 12));
    }

    private static Observation Judged(string bidderId) => new() { BidderId = bidderId, Score = 1 };

    // All at once, half of them at each instance.
    private Task RunAsync(int count, Func<int, AzureStores, Task> actAsync) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(index => Task.Run(() => actAsync(index, _instances[index % 2]), Cancellation)));
}
