using Atomic.Core.Errors;
using Atomic.Core.Specialists;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Specialists;

namespace Atomic.Providers.Tests.Specialists;

public sealed class SpecialistRoomsTests
{
    private static readonly string[] Bidders = [Lessons.BillingExpert, Lessons.Steady, "nobody"];
    private readonly InMemoryExampleStore _store = new();
    private readonly ListLogger<SpecialistRooms> _logger = new();
    private readonly SpecialistOptions _options = new() { SnapshotInterval = 20 };

    [Fact]
    public async Task LearnAsync_SameLearningIdAgain_CountsOnce()
    {
        using var rooms = Open();
        var examples = Lessons.Take(10);
        await TeachAsync(rooms, examples);
        await TeachAsync(rooms, examples);
        rooms.Assess("mail", "parcel")!.Examples.ShouldBe(10);
    }

    [Fact]
    public async Task LearnAsync_SameLearningIdAfterRestart_CountsOnce()
    {
        var examples = Lessons.Take(50);
        using (var first = Open()) await TeachAsync(first, examples);
        using var second = Open();
        await TeachAsync(second, examples);
        second.Assess("mail", "parcel")!.Examples.ShouldBe(50);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(19, false)]
    [InlineData(20, true)]
    [InlineData(21, true)]
    [InlineData(57, true)]
    [InlineData(60, false)]
    public async Task LoadAsync_StoppedAtAnyPlace_SameAsNeverStopped(int stoppedAfter, bool dropsIncluded)
    {
        var examples = Lessons.Take(70);
        using var unbroken = Open(new InMemoryExampleStore());
        await TeachAsync(unbroken, examples);

        _store.DropsIncluded = dropsIncluded;
        using (var stopped = Open()) await TeachAsync(stopped, examples.Take(stoppedAfter));
        using var restarted = Open();
        await restarted.LoadAsync(default);
        await TeachAsync(restarted, examples.Skip(stoppedAfter));

        ShouldBeSame(restarted, unbroken);
        _logger.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, 50)]
    [InlineData(true, 10)]
    public async Task LoadAsync_DamagedSnapshot_RebuiltFromWhatIsKeptAndLogged(bool dropsIncluded, int kept)
    {
        var examples = Lessons.Take(60);
        _store.DropsIncluded = dropsIncluded;
        using (var first = Open()) await TeachAsync(first, examples.Take(50));
        _store.Damage("mail");

        using var second = Open();
        await second.LoadAsync(default);
        second.Assess("mail", "parcel")!.Examples.ShouldBe(kept);
        _logger.Messages.ShouldHaveSingleItem().ShouldContain("damaged");

        // It goes on at the right place: later examples are neither lost nor learned twice, also after one more restart.
        await TeachAsync(second, examples.Skip(50));
        using var third = Open();
        await third.LoadAsync(default);
        third.Assess("mail", "parcel")!.Examples.ShouldBe(kept + 10);
        ShouldBeSame(third, second);
        _logger.Messages.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Read_BidderThatIsRightOnSomeInputs_IsToldApartByThem()
    {
        using var rooms = Open();
        rooms.Read("mail", "my invoice", Bidders).ShouldBeNull();
        await TeachAsync(rooms, Lessons.Take(200));

        var bill = rooms.Read("mail", "please help, the invoice has a payment that was charged", Bidders)!;
        var parcel = rooms.Read("mail", "please help, the parcel of the courier has no tracking", Bidders)!;

        bill[0].LogOdds.ShouldBeGreaterThan(1);
        parcel[0].LogOdds.ShouldBeLessThan(-1);
        bill[0].Outcomes.ShouldBe(200);
        Math.Abs(bill[1].LogOdds).ShouldBeLessThan(0.7);
        bill[2].ShouldBe(default);
        rooms.Read("letters", "my invoice", Bidders).ShouldBeNull();
    }

    [Fact]
    public async Task Read_SwitchedOff_TellsNothingAndKeepsNothing()
    {
        (_options.ContextualBids, _options.Enabled) = (false, false);
        using var rooms = Open();
        await TeachAsync(rooms, Lessons.Take(10));
        rooms.Read("mail", "my invoice", Bidders).ShouldBeNull();
        (await _store.ReadAsync("mail", 0, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task LoadAsync_SnapshotFromBeforeContexts_KeepsTheSpecialist()
    {
        var specialist = new Specialist();
        foreach (var lesson in Lessons.Take(30))
        {
            using var features = FeatureVector.Of(lesson.Text);
            specialist.Learn(features, lesson.Label!, 1);
        }

        foreach (var lesson in Lessons.Take(30)) await _store.AppendAsync(lesson, default);
        await _store.SaveSnapshotAsync("mail", 30, SpecialistSnapshot.Write(specialist), default);

        using var rooms = Open();
        await rooms.LoadAsync(default);

        rooms.Assess("mail", "parcel")!.Examples.ShouldBe(30);
        rooms.Read("mail", "parcel", Bidders).ShouldBeNull();
        _logger.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task LearnAsync_StoreFailsAfterStoring_CaughtUpWithTheNext()
    {
        var examples = Lessons.Take(30);
        using var unbroken = Open(new InMemoryExampleStore());
        await TeachAsync(unbroken, examples);

        using var rooms = Open();
        await TeachAsync(rooms, examples.Take(12));
        _store.FailsAfterNextAppend = true;
        await Should.ThrowAsync<IOException>(async () => await rooms.LearnAsync(examples[12], default));
        await TeachAsync(rooms, examples.Skip(12));
        ShouldBeSame(rooms, unbroken);
    }

    [Fact]
    public async Task LearnAsync_AnotherProcessAppended_LearnedInTheOrderOfTheLog()
    {
        var examples = Lessons.Take(30);
        using var rooms = Open();
        using var other = Open();
        await TeachAsync(rooms, examples.Take(10));
        await TeachAsync(other, examples.Skip(10).Take(19));
        await TeachAsync(rooms, examples.Skip(29));
        await other.LearnAsync(examples[29] with { LearningId = "last" }, default);
        await rooms.LearnAsync(examples[29] with { LearningId = "very last" }, default);
        await other.LearnAsync(examples[29] with { LearningId = "very last" }, default);
        rooms.Assess("mail", "parcel")!.Examples.ShouldBe(32);
    }

    [Fact]
    public async Task LearnAsync_SnapshotCannotBeSaved_LearnsOnAndTriesAgain()
    {
        _store.FailsSnapshots = true;
        using var rooms = Open();
        await TeachAsync(rooms, Lessons.Take(21));
        rooms.Assess("mail", "parcel")!.Examples.ShouldBe(21);
        _logger.Messages.Count.ShouldBe(2);
        _store.FailsSnapshots = false;
        await TeachAsync(rooms, Lessons.Take(1, seed: 9));
        _store.Snapshots.ShouldBe(1);
    }

    [Fact]
    public async Task LearnAsync_FromManyWhileOthersPredict_NothingLostAndOrderOfTheLog()
    {
        using var rooms = Open();
        var (examples, done) = (Lessons.Take(400), 0);
        var learners = examples.Chunk(50).Select(part => Task.Run(async () =>
        {
            await TeachAsync(rooms, part);
            Interlocked.Increment(ref done);
        })).ToList();
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var last = 0L;
            while (Volatile.Read(ref done) < learners.Count)
            {
                if (rooms.Assess("mail", "the parcel and the courier") is not { } assessment) continue;
                assessment.Examples.ShouldBeGreaterThanOrEqualTo(last);
                assessment.Guess.Confidence.ShouldBeInRange(0, 1);
                last = assessment.Examples;
            }
        })).ToList();
        await Task.WhenAll(learners.Concat(readers)).WaitAsync(TimeSpan.FromSeconds(60));

        rooms.Assess("mail", "parcel")!.Examples.ShouldBe(400);
        using var replayed = Open();
        await replayed.LoadAsync(default);
        ShouldBeSame(replayed, rooms);
    }

    [Fact]
    public async Task LearnAsync_MoreKindsThanTheMost_LeftAloneAndLoggedOnce()
    {
        _options.MaxKinds = 2;
        using var rooms = Open();
        foreach (var kind in new[] { "one", "two", "three", "four", "one" }) await TeachAsync(rooms, Lessons.Take(3, kind: kind));
        rooms.Assess("two", "parcel").ShouldNotBeNull();
        rooms.Assess("three", "parcel").ShouldBeNull();
        _store.Count("three").ShouldBe(0);
        _logger.Messages.ShouldHaveSingleItem().ShouldContain("'three'");
    }

    [Fact]
    public async Task LearnAsync_KindNotAskedFor_NothingKept()
    {
        _options.ContextualBids = false;
        _options.Kinds = ["mail"];
        using var rooms = Open();
        await TeachAsync(rooms, Lessons.Take(3, kind: "review"));
        await TeachAsync(rooms, Lessons.Take(3));
        (_store.Count("review"), _store.Count("mail")).ShouldBe((0, 3));
    }

    [Fact]
    public async Task LearnAsync_SwitchedOff_NothingKept()
    {
        _options.ContextualBids = false;
        _options.Enabled = false;
        using var rooms = Open();
        await TeachAsync(rooms, Lessons.Take(3));
        await rooms.LoadAsync(default);
        rooms.Assess("mail", "parcel").ShouldBeNull();
        _store.Count("mail").ShouldBe(0);
    }

    [Fact]
    public void Constructor_SettingsOutOfRange_RefusedWithEachReason()
    {
        var options = new SpecialistOptions { Id = "with space", MinExamples = 9, MinRehearsals = 0, Floor = 1.1, SnapshotInterval = 0, MaxKinds = 2_000 };
        SpecialistOptionsCheck.FindProblems(options).Count.ShouldBe(6);
        Should.Throw<AtomicException>(() => new SpecialistRooms(_store, options, _logger)).Code.ShouldBe(ErrorCodes.InvalidConfiguration);
        SpecialistOptionsCheck.FindProblems(new SpecialistOptions()).ShouldBeEmpty();
        SpecialistOptionsCheck.FindProblems(new SpecialistOptions { Floor = double.NaN }).ShouldHaveSingleItem();
    }

    private static void ShouldBeSame(SpecialistRooms one, SpecialistRooms other)
    {
        foreach (var probe in Lessons.Take(20, seed: 77))
        {
            one.Assess("mail", probe.Text).ShouldBe(other.Assess("mail", probe.Text));
            one.Read("mail", probe.Text, Bidders).ShouldBe(other.Read("mail", probe.Text, Bidders));
        }
    }

    private static async Task TeachAsync(SpecialistRooms rooms, IEnumerable<VerifiedExample> examples)
    {
        foreach (var example in examples) await rooms.LearnAsync(example, default);
    }

    private SpecialistRooms Open(InMemoryExampleStore? store = null) => new(store ?? _store, _options, _logger);
}
