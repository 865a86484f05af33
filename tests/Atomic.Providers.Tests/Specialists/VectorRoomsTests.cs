using Atomic.Core.Contexts;
using Atomic.Core.Embeddings;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Specialists;

namespace Atomic.Providers.Tests.Specialists;

/// <summary>What is learned from vectors of inputs: kept with what else is learned of a kind, over restarts and upgrades, and never mixed between embedding models.</summary>
public sealed class VectorRoomsTests
{
    private readonly InMemoryExampleStore _store = new();
    private readonly ListLogger<SpecialistRooms> _logger = new();
    private readonly SpecialistOptions _options = new() { SnapshotInterval = 20 };

    [Fact]
    public async Task Read_MeaningThatNoWordShows_IsToldApartByTheVector()
    {
        using var rooms = Open();
        await TeachAsync(rooms, Judged(120));

        var good = rooms.Read("mail", "hello there", ["a"], Vector(true))!.ShouldHaveSingleItem();
        var bad = rooms.Read("mail", "hello there", ["a"], Vector(false))![0];
        good.LogOdds.ShouldBeGreaterThan(bad.LogOdds + 1);
        (good.Embedding, rooms.Read("mail", "hello there", ["a"])![0].Embedding).ShouldBe(("meaning-1", null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(47)]
    [InlineData(60)]
    public async Task LoadAsync_StoppedAtAnyPlaceAndDeliveredTwice_SameAsNeverStopped(int stoppedAfter)
    {
        var examples = Judged(100);
        using var unbroken = Open(new InMemoryExampleStore());
        await TeachAsync(unbroken, examples);
        _store.DropsIncluded = true;
        using (var stopped = Open()) await TeachAsync(stopped, examples.Take(stoppedAfter));

        using var restarted = Open();
        await restarted.LoadAsync(default);
        await TeachAsync(restarted, examples);

        foreach (var vector in new[] { Vector(true), Vector(false), null }) restarted.Read("mail", "hello there", ["a"], vector).ShouldBe(unbroken.Read("mail", "hello there", ["a"], vector));
        _logger.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_AnotherEmbeddingModel_StartsAnewAndTheFormerIsKept()
    {
        using var rooms = Open();
        await TeachAsync(rooms, Judged(120));
        var words = rooms.Read("mail", "hello there", ["a"])![0];

        rooms.Read("mail", "hello there", ["a"], Vector(true, "meaning-2"))![0].ShouldBe(words, "nothing is known of that model's vectors");
        var known = rooms.Read("mail", "hello there", ["a"], Vector(true))![0];
        await TeachAsync(rooms, Judged(120, "meaning-2", isReversed: true));
        rooms.Read("mail", "hello there", ["a"], Vector(true, "meaning-2"))![0].LogOdds.ShouldBeLessThan(rooms.Read("mail", "hello there", ["a"], Vector(false, "meaning-2"))![0].LogOdds - 1);
        (rooms.Read("mail", "hello there", ["a"], Vector(true))![0].LogOdds - known.LogOdds).ShouldBeInRange(-1.5, 1.5, "its own space is as it was, only the words have learned on");
    }

    [Fact]
    public async Task Write_WithoutVectors_IsByteForByteWhatTheVersionBeforeWrote()
    {
        using var rooms = Open();
        await TeachAsync(rooms, Judged(20).Select(static example => example with { Vector = null }));
        var state = (await _store.LoadSnapshotAsync("mail", default))!.Value.State;
        state.Span[0].ShouldBe((byte)0xAC);

        using var later = Open();
        await later.LoadAsync(default);
        later.Read("mail", "hello there", ["a"], Vector(true)).ShouldBe(rooms.Read("mail", "hello there", ["a"]));
        _logger.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task LoadAsync_VectorsOfTheSnapshotDamaged_LearnsAnewFromWhatIsKept()
    {
        using var rooms = Open();
        await TeachAsync(rooms, Judged(20));
        var (place, state) = (await _store.LoadSnapshotAsync("mail", default))!.Value;
        state.Span[0].ShouldBe((byte)0xAF);
        var damaged = state.ToArray();
        damaged[damaged.Length / 2] ^= 1;
        await _store.SaveSnapshotAsync("mail", place, damaged, default);

        using var later = Open();
        await later.LoadAsync(default);
        later.Read("mail", "hello there", ["a"], Vector(true)).ShouldBe(rooms.Read("mail", "hello there", ["a"], Vector(true)));
        _logger.Messages.ShouldHaveSingleItem();
    }

    private static async Task TeachAsync(SpecialistRooms rooms, IEnumerable<VerifiedExample> examples)
    {
        foreach (var example in examples) await rooms.LearnAsync(example, default);
    }

    private static IReadOnlyList<VerifiedExample> Judged(int count, string model = "meaning-1", bool isReversed = false) =>
    [
        .. Enumerable.Range(0, count).Select(i => new VerifiedExample($"{model}-{i}", "mail", $"text {i % 7}", null)
        {
            Outcomes = [new ContextOutcome("a", i % 2 == 0 ^ isReversed ? 1 : 0)], Vector = Vector(i % 2 == 0, model, i),
        }),
    ];

    private static InputVector Vector(bool isGood, string model = "meaning-1", int noise = 0) => VectorProjection.Of(model, [isGood ? 1 : -1, 2, MathF.Sin(noise) / 4, MathF.Cos(noise) / 4])!;

    private SpecialistRooms Open(InMemoryExampleStore? store = null) => new(store ?? _store, _options, _logger);
}
