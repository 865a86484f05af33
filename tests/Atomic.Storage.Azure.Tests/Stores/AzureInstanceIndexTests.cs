using Atomic.Orchestration.Ports;
using Atomic.Testing.Azurite;

namespace Atomic.Storage.Azure.Tests.Stores;

public sealed class AzureInstanceIndexTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly OpenAccount _account = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListAsync_OverManyHours_IsNewestFirstInPagesAndWithoutOtherOwners()
    {
        var index = await OpenAsync();
        var entries = Enumerable.Range(0, 25).Select(static number => Entry($"mt-{number:D2}", "acme", Start.AddMinutes(17 * number))).ToList();
        foreach (var entry in entries.OrderBy(static entry => entry.Id[^1]))
            await index.AddAsync(entry, Cancellation);
        await index.AddAsync(Entry("other", "acme-2", Start.AddHours(1)), Cancellation);
        await index.AddAsync(Entry("third", "acm", Start.AddHours(1)), Cancellation);

        var listed = new List<InstanceEntry>();
        for (IReadOnlyList<InstanceEntry> page = []; page.Count == 7 || listed.Count == 0;)
        {
            (DateTimeOffset, string)? after = listed.Count == 0 ? null : (listed[^1].StartedAt, listed[^1].Id);
            page = await index.ListAsync("acme", null, null, after, 7, Cancellation);
            listed.AddRange(page);
        }

        entries.Reverse();
        listed.ShouldBe(entries);
    }

    [Fact]
    public async Task ListAsync_SinceAndGroup_FiltersAndTakesTheMomentItself()
    {
        var index = await OpenAsync();
        await index.AddAsync(Entry("before", "acme", Start.AddTicks(-1)), Cancellation);
        await index.AddAsync(Entry("at", "acme", Start), Cancellation);
        await index.AddAsync(Entry("later", "acme", Start.AddHours(3), "reviews"), Cancellation);

        (await ListAsync(index, since: Start)).ShouldBe(["later", "at"]);
        (await ListAsync(index, group: "reviews")).ShouldBe(["later"]);
        (await ListAsync(index, group: "none")).ShouldBeEmpty();
    }

    [Fact]
    public async Task AddAsync_AgainAndOfTheSameMoment_ListsEachOnce()
    {
        var index = await OpenAsync();
        await index.AddAsync(Entry("b", "acme", Start), Cancellation);
        await index.AddAsync(Entry("b", "acme", Start), Cancellation);
        await index.AddAsync(Entry("a", "acme", Start), Cancellation);

        (await ListAsync(index)).ShouldBe(["a", "b"]);
        (await index.ListAsync("acme", null, null, (Start, "a"), 10, Cancellation)).ShouldHaveSingleItem().Id.ShouldBe("b");
    }

    [Fact]
    public async Task RemoveAsync_ThereOrNot_IsGone()
    {
        var index = await OpenAsync();
        var entry = Entry("a", "acme", Start);
        await index.AddAsync(entry, Cancellation);

        await index.RemoveAsync(entry, Cancellation);
        await index.RemoveAsync(entry, Cancellation);

        (await ListAsync(index)).ShouldBeEmpty();
    }

    [Fact]
    public async Task PurgeAsync_OfAllOwners_TakesWhatIsOlderAndNoMoreThanAsked()
    {
        var index = await OpenAsync();
        foreach (var owner in (string[])["acme", "zeta"])
        {
            for (var hour = 0; hour < 5; hour++)
                await index.AddAsync(Entry($"{owner}-{hour}", owner, Start.AddHours(hour)), Cancellation);
        }

        (await index.PurgeAsync(Start.AddHours(3), 4, Cancellation)).ShouldBe(4);
        (await index.PurgeAsync(Start.AddHours(3), 4, Cancellation)).ShouldBe(2);
        (await index.PurgeAsync(Start.AddHours(3), 4, Cancellation)).ShouldBe(0);

        (await ListAsync(index)).ShouldBe(["acme-4", "acme-3"]);
        (await ListAsync(index, "zeta")).ShouldBe(["zeta-4", "zeta-3"]);
    }

    private static InstanceEntry Entry(string id, string owner, DateTimeOffset startedAt, string group = "email-routing") => new(id, owner, group, startedAt);

    private static async Task<IEnumerable<string>> ListAsync(IInstanceIndex index, string owner = "acme", string? group = null, DateTimeOffset? since = null) =>
        (await index.ListAsync(owner, group, since, null, 100, Cancellation)).Select(static entry => entry.Id);

    private async Task<IInstanceIndex> OpenAsync() => (await _account.OpenAsync()).Instances;
}
