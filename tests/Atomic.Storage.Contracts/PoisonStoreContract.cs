using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;

namespace Atomic.Storage.Contracts;

public abstract class PoisonStoreContract : StoreContract<IPoisonStore>
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, 123, 456, TimeSpan.Zero);

    [Fact]
    public async Task FindAsync_Unknown_IsNull()
    {
        (await Store.FindAsync("m", Cancellation)).ShouldBeNull();
        (await Store.ListAsync(10, Cancellation)).ShouldBeEmpty();
        (await Store.RemoveAsync("m", Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task ListAsync_Several_TheNewestFirstAndAsManyAsAsked()
    {
        var messages = Enumerable.Range(0, 5).Select(static index => Message($"m{index}") with { GivenUpAt = Noon.AddSeconds(index) }).ToArray();
        foreach (var index in (int[])[3, 0, 4, 1, 2])
            await Store.AddAsync(messages[index], Cancellation);
        (await Store.ListAsync(2, Cancellation)).ShouldBe([messages[4], messages[3]]);
        await ReopenAsync();
        (await Store.ListAsync(1_000, Cancellation)).ShouldBe(messages.Reverse());
        (await Store.FindAsync("m1", Cancellation)).ShouldBe(messages[1]);
    }

    [Fact]
    public async Task AddAsync_SameIdAgain_ReplacesIt()
    {
        await Store.AddAsync(Message("m"), Cancellation);
        await Store.AddAsync(Message("m"), Cancellation);
        var later = Message("m") with { GivenUpAt = Noon.AddHours(1), Reason = "It failed again.", Tries = 6 };
        await Store.AddAsync(later, Cancellation);
        await ReopenAsync();
        (await Store.ListAsync(10, Cancellation)).ShouldBe([later]);
        (await Store.FindAsync("m", Cancellation)).ShouldBe(later);
    }

    [Fact]
    public async Task RemoveAsync_Message_IsGoneOnce()
    {
        await Store.AddAsync(Message("m"), Cancellation);
        await Store.AddAsync(Message("stays"), Cancellation);
        (await Store.RemoveAsync("m", Cancellation)).ShouldBeTrue();
        (await Store.RemoveAsync("m", Cancellation)).ShouldBeFalse();
        await ReopenAsync();
        (await Store.FindAsync("m", Cancellation)).ShouldBeNull();
        (await Store.ListAsync(10, Cancellation)).ShouldBe([Message("stays")]);
    }

    [Fact]
    public async Task AddAsync_AsLongAsAQueueTakes_IsKeptAsItIs()
    {
        // Characters that JSON would escape, so that none of them makes it too long.
        var message = Message("m") with { Text = string.Concat(Enumerable.Repeat("\u0001<é\"", 64 * 1024 / 5)) };
        await Store.AddAsync(message, Cancellation);
        await ReopenAsync();
        (await Store.FindAsync("m", Cancellation)).ShouldBe(message);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task AddAsync_HostileTexts_AreKeptAsTheyAre(string text)
    {
        var message = Message(text) with { Text = text, Queue = text, Reason = text };
        await Store.AddAsync(message, Cancellation);
        await ReopenAsync();
        (await Store.FindAsync(text, Cancellation)).ShouldBe(message);
        (await Store.RemoveAsync(text, Cancellation)).ShouldBeTrue();
    }

    private static PoisonMessage Message(string id) =>
        new() { Id = id, Queue = "microtasks", Text = "{}", Reason = "It could not be read.", Tries = 5, GivenUpAt = Noon };
}
