using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Schemas;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Specialists;
using CsCheck;

namespace Atomic.Providers.Tests.Specialists;

/// <summary>A kind whose answers are objects: taken over, held to the schema, stepped back from, and as it was after a restart.</summary>
public sealed class ExtractionBidderTests : IDisposable
{
    private readonly SpecialistOptions _options = new() { SnapshotInterval = 50 };
    private readonly InMemoryExampleStore _store = new();
    private readonly ListLogger<SpecialistRooms> _logger = new();
    private readonly SpecialistRooms _rooms;
    private readonly SpecialistBidder _bidder;

    public ExtractionBidderTests()
    {
        _rooms = new SpecialistRooms(_store, _options, _logger);
        _bidder = new SpecialistBidder(_rooms, _options, TimeProvider.System);
    }

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task BidAsync_StreamOfInvoices_TakesOverWithinTheFloorAndStepsBackWhenTheTruthChanges()
    {
        var (bids, right) = (0, 0);
        foreach (var example in Invoices.Take(300))
        {
            if ((await _bidder.BidAsync(Invitation(example.Text), default)).Bid is { } bid)
            {
                BidCheck.Defect(bid).ShouldBeNull();
                bids++;
                right += Same((await _bidder.ExecuteAsync(Call(example.Text), default)).Text!, example.Label!) ? 1 : 0;
            }

            await _rooms.LearnAsync(example, default);
        }

        bids.ShouldBeGreaterThan(150);
        ((double)right / bids).ShouldBeGreaterThanOrEqualTo(0.95);

        var probe = Invoices.Take(1, seed: 9)[0].Text;
        (await _bidder.BidAsync(Invitation(probe), default)).Bid.ShouldNotBeNull();
        var outcomes = 0;
        foreach (var example in Invoices.Take(60, seed: 2, shuffled: true))
        {
            if ((await _bidder.BidAsync(Invitation(probe), default)).Bid is null) break;
            await _rooms.LearnAsync(example, default);
            outcomes++;
        }

        outcomes.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task BidAsync_Learned_EvidenceSaysWhereEachFieldStands()
    {
        await TeachAsync(Invoices.Take(200));
        const string text = "Please pay invoice R-4711 from Blue Paper over 1,250.00 for order 1234 by 24.12.2026.";

        var evidence = (await BidAsync(text)).Evidence;

        evidence.Fields.ShouldNotBeNull().Select(static field => (field.Field, field.Form)).ShouldBe([("/number", "verbatim"), ("/vendor", "verbatim"), ("/total", "point-number"), ("/due", "day-first-date")]);
        evidence.Fields.Select(field => text.Substring(field.Start!.Value, field.Length!.Value)).ShouldBe(["R-4711", "Blue Paper", "1,250.00", "24.12.2026"]);
        evidence.Fields.ShouldAllBe(static field => field.Confidence > 0.5 && !field.IsAbsent);
        var reply = await _bidder.ExecuteAsync(Call(text), default);
        (reply.Outcome, reply.Text).ShouldBe((AttemptOutcome.Succeeded, """{"number":"R-4711","vendor":"Blue Paper","total":1250,"due":"2026-12-24"}"""));
    }

    [Fact]
    public async Task BidAsync_FieldNotInTheText_AnswersNullAndSaysSo()
    {
        await TeachAsync(Invoices.Take(200));
        const string text = "Please pay invoice R-4711 from Blue Paper over 1,250.00 for order 1234.";

        (await BidAsync(text)).Evidence.Fields!.Single(static field => field.Field == "/due").ShouldBe(new FieldEvidence("/due", 0) { IsAbsent = true }, new WithoutConfidence());
        (await _bidder.ExecuteAsync(Call(text), default)).Text.ShouldEndWith(",\"due\":null}");
    }

    [Theory]
    [InlineData("""{"properties":{"number":{"type":"integer"},"vendor":{},"total":{},"due":{}}}""", "The output schema does not allow the object that it would give.")]
    [InlineData("""{"properties":{"number":{},"iban":{}}}""", "It has learned 0 of the 5 examples that it needs of /iban.")]
    [InlineData("""{"type":"string"}""", "It has learned 0 of the 40 examples that it needs.")]
    public async Task BidAsync_AnotherSchema_Declines(string schema, string gap)
    {
        await TeachAsync(Invoices.Take(200));
        var invitation = Invitation(Invoices.Take(1, seed: 9)[0].Text);
        var reply = await _bidder.BidAsync(invitation with { Payload = invitation.Payload with { OutputSchema = JsonElement.Parse(schema) } }, default);
        reply.NoBid.ShouldNotBeNull().Detail.ShouldBe(gap);
    }

    [Fact]
    public async Task BidAsync_FewerFieldsAskedFor_GivesThoseInTheSchemasOrder()
    {
        await TeachAsync(Invoices.Take(200));
        var schema = JsonElement.Parse("""{"properties":{"total":{"type":"number"},"vendor":{"type":"string"}}}""");
        var call = Call("Please pay invoice R-4711 from Blue Paper over 1,250.00 for order 1234.");
        (await _bidder.ExecuteAsync(call with { Payload = call.Payload with { OutputSchema = schema } }, default)).Text.ShouldBe("""{"total":1250,"vendor":"Blue Paper"}""");
    }

    [Fact]
    public async Task ExecuteAsync_AnyText_ValidatesOrDeclines()
    {
        await TeachAsync(Invoices.Take(100));
        OutputSchema.TryCompile(Invoices.Schema, out var schema, out _).ShouldBeTrue();
        await Gen.OneOf(Gen.String, Gen.Select(Gen.Int[0, 1_000], Gen.String, static (seed, noise) => $"{Invoices.Take(1, seed)[0].Text[(seed % 7)..]}{noise}"))
            .SampleAsync(
                async text =>
                {
                    var reply = await _bidder.ExecuteAsync(Call(text), default);
                    (reply.Text is null).ShouldBe(reply.Outcome == AttemptOutcome.Declined);
                    if (reply.Text is { } answer) schema!.Validate(JsonElement.Parse(answer)).ShouldBeEmpty();
                },
                iter: 200);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(49)]
    [InlineData(51)]
    [InlineData(120)]
    public async Task LoadAsync_StoppedAtAnyPlace_SameAsNeverStopped(int stoppedAfter)
    {
        var examples = Invoices.Take(120);
        var probe = Invoices.Take(1, seed: 9)[0].Text;
        await TeachAsync(examples);
        var store = new InMemoryExampleStore { DropsIncluded = true };
        using (var stopped = new SpecialistRooms(store, _options, _logger))
        {
            foreach (var example in examples.Take(stoppedAfter)) await stopped.LearnAsync(example, default);
        }

        using var restarted = new SpecialistRooms(store, _options, _logger);
        await restarted.LoadAsync(default);
        foreach (var example in examples.Skip(stoppedAfter)) await restarted.LearnAsync(example, default);

        var (one, other) = (restarted.Extract(Invoices.Kind, probe, ["/total", "/due"])!, _rooms.Extract(Invoices.Kind, probe, ["/total", "/due"])!);
        (one.Assessment, one.Fields[0], one.Fields[1]).ShouldBe((other.Assessment, other.Fields[0], other.Fields[1]));
        _logger.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task LoadAsync_SnapshotFromBeforeObjects_KeepsWhatItHas()
    {
        using (var before = new SpecialistRooms(_store, new SpecialistOptions { SnapshotInterval = 50, Extraction = false }, _logger))
        {
            foreach (var lesson in Lessons.Take(50)) await before.LearnAsync(lesson, default);
            foreach (var example in Invoices.Take(5)) await before.LearnAsync(example, default);
        }

        _store.Count(Invoices.Kind).ShouldBe(0, "nobody learns them");
        await _rooms.LoadAsync(default);
        _rooms.Assess("mail", "parcel")!.Examples.ShouldBe(50);
        _rooms.Extract("mail", "parcel", ["/a"]).ShouldBeNull();
        _logger.Messages.ShouldBeEmpty();
    }

    private static bool Same(string one, string other) => JsonElement.DeepEquals(JsonElement.Parse(one), JsonElement.Parse(other));

    private static BidInvitation Invitation(string text) => new()
    {
        MicrotaskId = "m-1",
        Kind = Invoices.Kind,
        Payload = new MicrotaskPayload(null, JsonSerializer.SerializeToElement(text), Invoices.Schema),
        InputTokens = 17,
        MinQuality = 0.95,
        TrackRecord = TrackRecord.Empty,
        Now = DateTimeOffset.UnixEpoch,
    };

    private static ModelCall Call(string text) => new()
    {
        MicrotaskId = "m-1",
        Kind = Invoices.Kind,
        Payload = new MicrotaskPayload(null, JsonSerializer.SerializeToElement(text), Invoices.Schema),
        IdempotencyKey = "k-1",
        TimeLimit = TimeSpan.FromSeconds(1),
    };

    private async Task<Bid> BidAsync(string text)
    {
        var reply = await _bidder.BidAsync(Invitation(text), default);
        return reply.Bid.ShouldNotBeNull(reply.NoBid?.Detail);
    }

    private async Task TeachAsync(IEnumerable<VerifiedExample> examples)
    {
        foreach (var example in examples) await _rooms.LearnAsync(example, default);
    }

    private sealed class WithoutConfidence : IEqualityComparer<FieldEvidence>
    {
        public bool Equals(FieldEvidence? x, FieldEvidence? y) => x! with { Confidence = 0 } == y! with { Confidence = 0 };

        public int GetHashCode(FieldEvidence obj) => obj.Field.Length;
    }
}
