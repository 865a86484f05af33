using Atomic.Core.Demonstrations;
using Atomic.Core.Markets;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Configuration;
using Atomic.Providers.Specialists;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Providers.Tests.Specialists;

/// <summary>The examples that models may be shown: kept with what else is learned of a kind, over restarts, and no longer than their microtasks.</summary>
public sealed class DemonstrationRoomsTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Bidder Bidder = new() { Id = "small:shown", Model = "m", Source = BidderSource.OpenAiCompatible, Price = TokenPrice.Free };

    private readonly InMemoryExampleStore _store = new();
    private readonly FakeTimeProvider _time = new(Start);
    private readonly SpecialistOptions _options = new() { SnapshotInterval = 20 };

    [Theory]
    [InlineData(10, true, true)]
    [InlineData(47, true, true)]
    [InlineData(47, false, false)]
    public async Task LoadAsync_StoppedAtAnyPlace_ShowsTheSame(int examples, bool dropsIncluded, bool specialists)
    {
        (_store.DropsIncluded, _options.Enabled, _options.ContextualBids) = (dropsIncluded, specialists, specialists);
        using var first = Open();
        await TeachAsync(first, examples);
        using var second = Open();
        await second.LoadAsync(default);

        var chosen = first.Choose("mail", Request());
        chosen.Count.ShouldBe(4);
        second.Choose("mail", Request()).ShouldBe(chosen);
        (await second.FindAsync("mail", [.. chosen.Select(static one => one.Shown)], default)).ShouldBe(chosen);
    }

    [Fact]
    public async Task Choose_AnotherScopeOrKind_SeesNothing()
    {
        using var rooms = Open();
        await TeachAsync(rooms, 10);
        await rooms.LearnAsync(Example(1, "sql"), default);

        rooms.Choose("acme/mail", Request()).ShouldBeEmpty("another tenant's");
        rooms.Choose("sql", Request()).ShouldBeEmpty("no variant shows examples of that kind");
        (await rooms.FindAsync("acme/mail", [.. rooms.Choose("mail", Request()).Select(static one => one.Shown)], default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task LearnAsync_NoVariantShowsExamples_KeepsNone()
    {
        _options.Enabled = _options.ContextualBids = false;
        using var rooms = new SpecialistRooms(_store, _options, new ListLogger<SpecialistRooms>(), _time);

        await TeachAsync(rooms, 3);

        rooms.Choose("mail", Request()).ShouldBeEmpty();
        _store.Count("mail").ShouldBe(0);
    }

    [Fact]
    public async Task FindAsync_FoundWrongSince_IsNotShown()
    {
        using var rooms = Open();
        await TeachAsync(rooms, 4);
        var chosen = rooms.Choose("mail", Request());

        await rooms.LearnAsync(Example(2) with { LearningId = "later", Source = Example(2).Source! with { Answer = null } }, default);

        var found = await rooms.FindAsync("mail", [.. chosen.Select(static one => one.Shown)], default);
        found.Select(static one => one.Shown.MicrotaskId).ShouldBe(chosen.Select(static one => one.Shown.MicrotaskId).Where(static id => id != "mt-2"));
        rooms.Choose("mail", Request()).ShouldNotContain(static one => one.Shown.MicrotaskId == "mt-2");
    }

    [Fact]
    public async Task FindAsync_MicrotasksMayBeGone_ShowsThemNoMore()
    {
        _options.DemonstrationAge = TimeSpan.FromDays(7);
        using var rooms = Open();
        await TeachAsync(rooms, 4);
        var chosen = rooms.Choose("mail", Request());
        chosen.Count.ShouldBe(4);

        _time.Advance(TimeSpan.FromDays(7));

        (await rooms.FindAsync("mail", [.. chosen.Select(static one => one.Shown)], default)).ShouldBeEmpty();
        rooms.Choose("mail", Request()).ShouldBeEmpty();
    }

    [Fact]
    public async Task LearnAsync_SnapshotAfterMicrotasksMayBeGone_HasTheirTextsNoMore()
    {
        using var rooms = Open();
        await TeachAsync(rooms, 20);
        (await TextOfSnapshotAsync()).ShouldContain(Example(3).Text);
        _time.Advance(TimeSpan.FromDays(31));
        for (var number = 21; number <= 40; number++)
            await rooms.LearnAsync(Example(number) with { Source = Example(number).Source! with { AcceptedAt = _time.GetUtcNow() } }, default);

        (await TextOfSnapshotAsync()).ShouldNotContain(Example(3).Text);
        (await TextOfSnapshotAsync()).ShouldContain(Example(33).Text);

        async Task<string> TextOfSnapshotAsync() => System.Text.Encoding.UTF8.GetString((await _store.LoadSnapshotAsync("mail", default))!.Value.State.Span);
    }

    [Fact]
    public async Task FindAsync_LearnedByAnotherProcess_IsFound()
    {
        using var here = Open();
        using var there = Open();
        await TeachAsync(here, 2);
        await there.LearnAsync(Example(3), default);
        var shown = there.Choose("mail", Request()).Select(static one => one.Shown).Single(static one => one.MicrotaskId == "mt-3");

        (await here.FindAsync("mail", [shown], default)).ShouldHaveSingleItem().Example.Text.ShouldBe(Example(3).Text);
    }

    [Fact]
    public void ThrowIfInvalid_AgeOutOfRange_SaysSo() =>
        SpecialistOptionsCheck.FindProblems(new SpecialistOptions { DemonstrationAge = TimeSpan.Zero }).ShouldBe(["DemonstrationAge is 00:00:00 and must be a second to 3,650 days (3650.00:00:00)."]);

    private static async Task TeachAsync(SpecialistRooms rooms, int count)
    {
        for (var number = 1; number <= count; number++) await rooms.LearnAsync(Example(number), default);
    }

    private static VerifiedExample Example(int number, string kind = "mail") => new($"id-{number}", kind, $"Where is parcel {number} of mine?", number % 2 == 0 ? "shipping" : "billing")
    {
        Source = new DemonstrationSource { MicrotaskId = $"mt-{number}", Answer = number % 2 == 0 ? "shipping" : "billing", AcceptedAt = Start },
    };

    private SpecialistRooms Open()
    {
        var market = new MarketOptions { Bidders = { new BidderOptions { Id = "small" } }, Variants = { new VariantOptions { Name = "shown", Kinds = ["mail"], Demonstrations = new DemonstrationOptions() } } };
        return new SpecialistRooms(_store, _options, new ListLogger<SpecialistRooms>(), _time, DemonstrationKinds.Of(market));
    }

    private DemonstrationRequest Request() => new()
    {
        Text = "Where is my parcel?", Bidder = Bidder, Count = 4, MaxTokens = 1_000, TokensOf = static _ => 10, Now = _time.GetUtcNow(), Longest = TimeSpan.MaxValue,
    };
}
