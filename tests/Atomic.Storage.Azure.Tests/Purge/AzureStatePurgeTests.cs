using System.Text;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Purge;
using Atomic.Storage.Azure.Tests.Stores;
using Atomic.Testing.Azurite;
using Microsoft.Extensions.Logging.Abstractions;
using static Atomic.Storage.Contracts.Scopes;

namespace Atomic.Storage.Azure.Tests.Purge;

public sealed class AzureStatePurgeTests(AzuriteFixture azurite)
{
    private const string Kind = "acme/email";

    private static readonly BudgetOptions s_budget = new() { Name = "all", LimitUsd = 100 };

    private readonly OpenAccount _account = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DateTimeOffset Later => TimeProvider.System.GetUtcNow().AddHours(1);

    [Fact]
    public async Task PurgeAsync_SettledMicrotask_NothingOfItIsLeftAndTheOthersStay()
    {
        var stores = await _account.OpenAsync(s_budget);
        PurgedMicrotask[] microtasks = [await UseAsync(stores, "gone"), await UseAsync(stores, "stays")];

        await stores.Purge.PurgeAsync([microtasks[0]], Later, Cancellation);

        (await stores.Feedback.ListAsync("gone", Cancellation)).ShouldBeEmpty();
        (await stores.Feedback.ListAsync("stays", Cancellation)).Count.ShouldBe(1);
        (await stores.Payloads.GetAsync(microtasks[0].PayloadHashes[0], Cancellation)).ShouldBeNull();
        (await stores.Payloads.GetAsync(microtasks[1].PayloadHashes[0], Cancellation)).ShouldNotBeNull();
        (await stores.Attempts.StartAsync("gone", 0, 1, Cancellation)).ShouldBe(1);
        (await stores.Attempts.StartAsync("stays", 0, 1, Cancellation)).ShouldBe(2);

        // Its ids are forgotten: they would count again; those of the other do not.
        (await LearnAsync(stores, "stays")).Counted.ShouldBeFalse();
        (await LearnAsync(stores, "gone")).Counted.ShouldBeTrue();
        (await stores.Examples.AppendAsync(Example("stays"), Cancellation)).ShouldBe(0);
        (await stores.Examples.AppendAsync(Example("gone"), Cancellation)).ShouldBe(3);

        // What was spent stays spent.
        (await stores.Budgets.ListAsync(null, Cancellation))[0].SpentUsd.ShouldBe(2);
        await stores.Budgets.SettleAsync("stays", Of(Kind), 1, Cancellation);
        (await stores.Budgets.ListAsync(null, Cancellation))[0].SpentUsd.ShouldBe(2);
        await stores.Budgets.SettleAsync("gone", Of(Kind), 1, Cancellation);
        (await stores.Budgets.ListAsync(null, Cancellation))[0].SpentUsd.ShouldBe(3);
    }

    [Fact]
    public async Task PurgeAsync_Again_ChangesNothing()
    {
        var stores = await _account.OpenAsync(s_budget);
        var microtask = await UseAsync(stores, "gone");
        await stores.Purge.PurgeAsync([microtask, microtask], Later, Cancellation);
        await stores.Purge.PurgeAsync([microtask], Later, Cancellation);
        (await stores.Budgets.ListAsync(null, Cancellation)).ShouldBe([new BudgetState("all", null, 100, 1, 0)]);
        (await stores.TrackRecords.GetAsync(Kind, Cancellation)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task PurgeAsync_ReservationWasLeft_IsReleased()
    {
        var stores = await _account.OpenAsync(s_budget);
        await stores.Budgets.TryReserveAsync("m", Of(Kind), 7, Cancellation);
        await stores.Purge.PurgeAsync([new PurgedMicrotask("m", Kind, [])], Later, Cancellation);
        (await stores.Budgets.ListAsync(null, Cancellation))[0].ReservedUsd.ShouldBe(0);
        (await stores.Budgets.TryReserveAsync("m", Of(Kind), 7, Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task PurgeAsync_PayloadWasPutSince_IsKept()
    {
        var stores = await _account.OpenAsync();
        var hash = await stores.Payloads.PutAsync("shared"u8.ToArray(), Cancellation);
        var before = TimeProvider.System.GetUtcNow().AddHours(-1);
        await stores.Purge.PurgeAsync([new PurgedMicrotask("m", Kind, [hash, "no hash", new string('0', 64)])], before, Cancellation);
        (await stores.Payloads.GetAsync(hash, Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task PutAsync_SameBytesAgain_RefreshesTheTimeThatRetentionGoesBy()
    {
        var stores = await _account.OpenAsync();
        var hash = await stores.Payloads.PutAsync("shared"u8.ToArray(), Cancellation);
        var blob = stores.Connection.Container("payloads").GetBlobClient($"{hash[..2]}/{hash}");
        var first = (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value;

        await stores.Payloads.PutAsync("shared"u8.ToArray(), Cancellation);

        // The service keeps seconds; the ETag changes with each refresh.
        var second = (await blob.GetPropertiesAsync(cancellationToken: Cancellation)).Value;
        second.ETag.ShouldNotBe(first.ETag);
        second.LastModified.ShouldBeGreaterThanOrEqualTo(first.LastModified);
    }

    [Fact]
    public async Task PurgeAsync_MoreThanAThousand_Refused()
    {
        var stores = new AzureStores(
            new AzureStorageConnection(_account.Options), [], TimeProvider.System, NullLogger<AzureStores>.Instance);
        var many = Enumerable.Repeat(new PurgedMicrotask("m", Kind, []), AzureStatePurge.MaxMicrotasks + 1).ToList();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => stores.Purge.PurgeAsync(many, Later, Cancellation));
    }

    private static VerifiedExample Example(string id) => new(IdempotencyKeys.OfFeedback(id), Kind, "text", "label");

    private static ValueTask<LearningReceipt> LearnAsync(AzureStores stores, string id) =>
        stores.TrackRecords.LearnAsync(IdempotencyKeys.OfSettlement(id), Kind, new([new Observation { BidderId = "b", Score = 1 }]), Cancellation);

    private static async Task<PurgedMicrotask> UseAsync(AzureStores stores, string id)
    {
        var hash = await stores.Payloads.PutAsync(Encoding.UTF8.GetBytes(id), Cancellation);
        await stores.Budgets.TryReserveAsync(id, Of(Kind), 3, Cancellation);
        await stores.Attempts.StartAsync(id, 0, 1, Cancellation);
        await stores.Budgets.SettleAsync(id, Of(Kind), 1, Cancellation);
        (await LearnAsync(stores, id)).Counted.ShouldBeTrue();
        await stores.Feedback.AddAsync(id, new Feedback { Score = 1, Label = "label", ReceivedAt = DateTimeOffset.UnixEpoch }, Cancellation);
        await stores.Examples.AppendAsync(Example(id), Cancellation);
        return new PurgedMicrotask(id, Kind, [hash]);
    }
}
