using Atomic.Core.Contexts;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Specialists;

namespace Atomic.Providers.Tests.Specialists;

/// <summary>What settlements tell of lengths and latencies is learned once, kept over restarts, and leaves room for what is judged.</summary>
public sealed class MeasuredRoomsTests
{
    private readonly InMemoryExampleStore _store = new();
    private readonly ListLogger<SpecialistRooms> _logger = new();
    private readonly SpecialistOptions _options = new() { SnapshotInterval = 20 };

    [Fact]
    public async Task Read_LongAnswersToSomeInputs_ToldApartWithoutAnyJudgement()
    {
        using var rooms = Open();
        await TeachAsync(rooms, Settled(200));

        var shift = rooms.Read("mail", "please write an essay today", ["a"])!.ShouldHaveSingleItem();
        shift.Length.Mean.ShouldBeGreaterThan(rooms.Read("mail", "please reply today", ["a"])![0].Length.Mean + 0.5);
        shift.Latency.Mean.ShouldBeGreaterThan(0.1);
        (shift.Outcomes, shift.LogOdds).ShouldBe((0, 0));
        rooms.Read("mail", "please", ["nobody"])![0].ShouldBe(default);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150)]
    [InlineData(320)]
    [InlineData(321)]
    public async Task LoadAsync_StoppedAtAnyPlaceAndDeliveredTwice_SameAsNeverStopped(int stoppedAfter)
    {
        var examples = Settled(350);
        using var unbroken = Open(new InMemoryExampleStore());
        await TeachAsync(unbroken, examples);
        _store.DropsIncluded = true;
        using (var stopped = Open()) await TeachAsync(stopped, examples.Take(stoppedAfter));

        using var restarted = Open();
        await restarted.LoadAsync(default);
        await TeachAsync(restarted, examples);

        foreach (var text in (string[])["please write an essay today", "reply"]) restarted.Read("mail", text, ["a"]).ShouldBe(unbroken.Read("mail", text, ["a"]));
        _logger.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task LearnAsync_MeasuresAlone_SnapshotIsDueMoreRarely()
    {
        using var rooms = Open();
        await TeachAsync(rooms, Settled(319));
        _store.Snapshots.ShouldBe(0);
        await TeachAsync(rooms, Settled(320));
        _store.Snapshots.ShouldBe(1);
        await TeachAsync(rooms, Lessons.Take(20));
        _store.Snapshots.ShouldBe(2);
    }

    [Fact]
    public async Task LearnAsync_ManyKindsOfWhichNobodyJudges_LeaveHalfOfTheRooms()
    {
        _options.MaxKinds = 4;
        using var rooms = Open();
        foreach (var kind in new[] { "one", "two", "three", "four" }) await TeachAsync(rooms, Settled(1, kind));
        await TeachAsync(rooms, Lessons.Take(3, kind: "judged"));

        (_store.Count("one"), _store.Count("two"), _store.Count("three"), _store.Count("four"), _store.Count("judged")).ShouldBe((1, 1, 0, 0, 3));
        _logger.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task LearnAsync_SwitchedOff_NothingKept()
    {
        _options.ContextualBids = false;
        using var rooms = Open();
        await TeachAsync(rooms, Settled(3));
        _store.Count("mail").ShouldBe(0);
    }

    [Fact]
    public async Task LearnAsync_FeaturesOfAnotherVersion_KeptAndLeftAlone()
    {
        using var rooms = Open();
        await rooms.LearnAsync(Settled(1)[0] with { Measured = new MeasuredInput("AAAA", [new("a", 1, 2, 3)]) }, default);
        _store.Count("mail").ShouldBe(1);
        rooms.Read("mail", "reply", ["a"]).ShouldBeNull();
    }

    private static async Task TeachAsync(SpecialistRooms rooms, IEnumerable<VerifiedExample> examples)
    {
        foreach (var example in examples) await rooms.LearnAsync(example, default);
    }

    private static IReadOnlyList<VerifiedExample> Settled(int count, string kind = "mail")
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var isLong = i % 2 == 0;
            var tokens = (int)((isLong ? 400 : 60) * (0.8 + (0.4 * random.NextDouble())));
            var features = ContextFeaturesText.Write(ContextFeatures.Of($"please {(isLong ? "write an essay" : "reply")} {(i % 3 == 0 ? "today" : "soon")}"));
            return new VerifiedExample($"{kind}-{i}/settlement", kind, "", null) { Measured = new MeasuredInput(features, [new ContextMeasure("a", 10, tokens, 0.2 + (0.01 * tokens))]) };
        })];
    }

    private SpecialistRooms Open(InMemoryExampleStore? store = null) => new(store ?? _store, _options, _logger);
}
