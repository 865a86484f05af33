using System.Diagnostics;
using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Specialists;

namespace Atomic.Providers.Tests.Specialists;

public sealed class SpecialistBidderTests : IDisposable
{
    private const string Parcel = "hello could you help me with the tracking of this parcel please the courier";
    private readonly SpecialistOptions _options = new();
    private readonly SpecialistRooms _rooms;
    private readonly SpecialistBidder _bidder;

    public SpecialistBidderTests()
    {
        _rooms = new SpecialistRooms(new InMemoryExampleStore(), _options, new ListLogger<SpecialistRooms>());
        _bidder = new SpecialistBidder(_rooms, _options, TimeProvider.System);
    }

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public void Definition_Always_FreeAndLocal()
    {
        var definition = _bidder.Definition;
        (definition.Source, definition.Region, definition.Price).ShouldBe((BidderSource.Specialist, "local", TokenPrice.Free));
        definition.Does("any kind").ShouldBeTrue();
    }

    [Fact]
    public async Task BidAsync_NothingLearned_SaysSo() =>
        (await DeclineAsync(Parcel)).Detail.ShouldBe("It has learned 0 of the 40 examples that it needs.");

    [Fact]
    public async Task BidAsync_FewExamples_SaysHowMany()
    {
        await TeachAsync(Lessons.Take(12));
        (await DeclineAsync(Parcel)).Detail.ShouldBe("It has learned 12 of the 40 examples that it needs.");
    }

    [Fact]
    public async Task BidAsync_OneLabelOnly_SaysSo()
    {
        await TeachAsync(Lessons.Take(60).Select(static example => example with { Label = "same" }));
        (await DeclineAsync(Parcel)).Detail.ShouldContain("1 of the 2 labels");
    }

    [Fact]
    public async Task BidAsync_Learned_FreeBidWithSoundFigures()
    {
        await TeachAsync(Lessons.Take(200));
        var bid = await BidAsync(Invitation(Parcel));
        BidCheck.Defect(bid).ShouldBeNull();
        bid.CostUsd.ShouldBe(Estimate.Exactly(0));
        bid.LatencySeconds.High.ShouldBeLessThan(0.1);
        bid.Success.Expected.ShouldBeGreaterThanOrEqualTo(0.6);
        bid.AnswerPrecision.ShouldNotBeNull().Low.ShouldBeGreaterThanOrEqualTo(0.6);
        bid.AuditShare.ShouldNotBeNull().ShouldBeInRange(0.02, 0.1);
        (bid.BidderId, bid.Evidence.Basis, bid.Evidence.InputTokens).ShouldBe(("specialist", "specialist", 17));
        bid.Evidence.QualityObservations.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task BidAsync_OverAStream_BidsAreRightAsOftenAsTheyClaim()
    {
        var (claimed, low, right, count) = (0.0, 0.0, 0.0, 0);
        foreach (var example in Lessons.Take(500, seed: 3))
        {
            if ((await _bidder.BidAsync(Invitation(example.Text), default)).Bid is { } bid)
            {
                var reply = await _bidder.ExecuteAsync(Call(example.Text), default);
                (claimed, low, count) = (claimed + bid.Success.Expected, low + bid.Success.Low, count + 1);
                right += reply.Text == example.Label ? 1 : 0;
            }
            await _rooms.LearnAsync(example, default);
        }
        count.ShouldBeGreaterThan(250);
        (right / count).ShouldBeGreaterThan(0.9);
        (right / count).ShouldBeGreaterThan(low / count);
        (right / count).ShouldBe(claimed / count, 0.08);
    }

    [Fact]
    public async Task BidAsync_ShuffledLabels_NeverBids()
    {
        foreach (var example in Lessons.Take(500, seed: 4, shuffled: true))
        {
            (await _bidder.BidAsync(Invitation(example.Text), default)).Bid.ShouldBeNull();
            await _rooms.LearnAsync(example, default);
        }
    }

    [Fact]
    public async Task BidAsync_RequestForMoreThanALabel_IsNotServed()
    {
        await TeachAsync(Lessons.Take(200));
        var invitation = Invitation(Parcel);

        var reply = await _bidder.BidAsync(invitation with { Payload = invitation.Payload with { Parameters = JsonElement.Parse("""{"n":2}""") } }, default);

        (reply.NoBid!.Reason, reply.NoBid.Detail).ShouldBe((NoBidReason.UnsupportedRequest, "It gives one answer, and 2 choices are asked for."));
    }

    [Fact]
    public async Task BidAsync_PolicyAsksForMore_DeclinesWithBothFigures()
    {
        await TeachAsync(Lessons.Take(200));
        var reply = await _bidder.BidAsync(Invitation(Parcel) with { MinQuality = 0.9999 }, default);
        reply.NoBid.ShouldNotBeNull().Reason.ShouldBe(NoBidReason.NotLearned);
        reply.NoBid.Detail.ShouldEndWith("and 1.000 is asked for.");
    }

    [Fact]
    public async Task BidAsync_InputUnlikeAnythingLearned_Declines()
    {
        await TeachAsync(Lessons.Take(200));
        (await DeclineAsync("荷物がまだ届いていません")).Detail.ShouldStartWith("It does not recognise the input: ");
    }

    [Fact]
    public async Task BidAsync_BadRecordOfItsOwn_DeclinesThoughItsGuessesLookGood()
    {
        await TeachAsync(Lessons.Take(200));
        var record = new TrackRecord { Right = new DecayedCounts(5, 300) };
        (await _bidder.BidAsync(Invitation(Parcel) with { TrackRecord = record }, default)).NoBid.ShouldNotBeNull();
    }

    [Fact]
    public async Task BidAsync_FirstOutcomesOfItsOwn_DoNotSilenceIt()
    {
        await TeachAsync(Lessons.Take(200));
        var record = new TrackRecord { Right = new DecayedCounts(1, 0) };
        (await BidAsync(Invitation(Parcel) with { TrackRecord = record })).Success.Low.ShouldBeGreaterThan(0.6);
    }

    [Theory]
    [InlineData(1e6, 700, 1e300)]
    [InlineData(1e6, -700, 0)]
    [InlineData(3, 2, 5)]
    public async Task BidAsync_AnyRecordOfLatency_FiguresStaySound(double weight, double mean, double squares)
    {
        await TeachAsync(Lessons.Take(200));
        var record = new TrackRecord { LogLatency = new DecayedMoments(weight, mean, squares) };
        BidCheck.Defect(await BidAsync(Invitation(Parcel) with { TrackRecord = record })).ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"type":"string"}""", "\"shipping\"")]
    [InlineData("""{"enum":["billing","shipping"]}""", "\"shipping\"")]
    [InlineData("true", "\"shipping\"")]
    [InlineData("""{"enum":["billing","technical"]}""", null)]
    [InlineData("""{"type":"object","required":["label"]}""", null)]
    [InlineData("""{"type":"string","maxLength":3}""", null)]
    [InlineData("""{"type":12}""", null)]
    public async Task BidAsync_OutputSchema_BidsOnlyWhatTheSchemaAllows(string schema, string? answer)
    {
        await TeachAsync(Lessons.Take(200));
        var payload = new MicrotaskPayload(null, JsonSerializer.SerializeToElement(Parcel), JsonDocument.Parse(schema).RootElement);
        var reply = await _bidder.BidAsync(Invitation(Parcel) with { Payload = payload }, default);
        var result = await _bidder.ExecuteAsync(Call(Parcel) with { Payload = payload }, default);
        (reply.Bid is not null, result.Text).ShouldBe((answer is not null, answer));
        result.Outcome.ShouldBe(answer is null ? AttemptOutcome.Declined : AttemptOutcome.Succeeded);
        if (answer is null) reply.NoBid.ShouldNotBeNull().Detail.ShouldContain("schema");
    }

    [Fact]
    public async Task ExecuteAsync_Learned_AnswersTheLabel()
    {
        await TeachAsync(Lessons.Take(200));
        var reply = await _bidder.ExecuteAsync(Call(Parcel), default);
        (reply.Outcome, reply.Text, reply.ServedModel).ShouldBe((AttemptOutcome.Succeeded, "shipping", "online-specialist"));
        reply.LatencySeconds.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task ExecuteAsync_NothingLearned_Declines() => (await _bidder.ExecuteAsync(Call(Parcel), default)).Outcome.ShouldBe(AttemptOutcome.Declined);

    [Fact]
    public async Task ExecuteAsync_NoTimeOrCancelled_SaysSo()
    {
        await TeachAsync(Lessons.Take(50));
        (await _bidder.ExecuteAsync(Call(Parcel) with { TimeLimit = TimeSpan.Zero }, default)).Outcome.ShouldBe(AttemptOutcome.TimedOut);
        (await _bidder.ExecuteAsync(Call(Parcel), new CancellationToken(canceled: true))).Outcome.ShouldBe(AttemptOutcome.Cancelled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\u0001\u001b[31m")]
    [InlineData("\uFFFD\uFFFD")]
    [InlineData("a")]
    public async Task BidAsync_HostileInput_AnswersSoon(string piece)
    {
        await TeachAsync(Lessons.Take(200));
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / Math.Max(1, piece.Length)));
        var started = Stopwatch.GetTimestamp();
        var reply = await _bidder.BidAsync(Invitation(text), default);
        await _rooms.LearnAsync(new VerifiedExample("hostile", "mail", text, "billing"), default);
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        (reply.Bid is null ? null : BidCheck.Defect(reply.Bid)).ShouldBeNull();
    }

    private static BidInvitation Invitation(string text) => new()
    {
        MicrotaskId = "m-1",
        Kind = "mail",
        Payload = new MicrotaskPayload(null, JsonSerializer.SerializeToElement(text), null),
        InputTokens = 17,
        TrackRecord = TrackRecord.Empty,
        Now = DateTimeOffset.UnixEpoch,
    };

    private static ModelCall Call(string text) => new()
    {
        MicrotaskId = "m-1",
        Kind = "mail",
        Payload = new MicrotaskPayload(null, JsonSerializer.SerializeToElement(text), null),
        IdempotencyKey = "k-1",
        TimeLimit = TimeSpan.FromSeconds(1),
    };

    private async Task TeachAsync(IEnumerable<VerifiedExample> examples)
    {
        foreach (var example in examples) await _rooms.LearnAsync(example, default);
    }

    private async Task<Bid> BidAsync(BidInvitation invitation)
    {
        var reply = await _bidder.BidAsync(invitation, default);
        return reply.Bid.ShouldNotBeNull(reply.NoBid?.Detail);
    }

    private async Task<NoBid> DeclineAsync(string text)
    {
        var noBid = (await _bidder.BidAsync(Invitation(text), default)).NoBid.ShouldNotBeNull();
        (noBid.BidderId, noBid.Reason).ShouldBe(("specialist", NoBidReason.NotLearned));
        return noBid;
    }
}
