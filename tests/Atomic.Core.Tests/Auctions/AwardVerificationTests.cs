using System.Text.Json;
using Atomic.Core.Auctions;
using Atomic.Core.Decisions;
using Atomic.Core.Json;
using Atomic.Core.Microtasks;
using CsCheck;

namespace Atomic.Core.Tests.Auctions;

public sealed class AwardVerificationTests
{
    private const int Iterations = 2_000;

    [Fact]
    public void Differences_RecordThroughJson_AreNone() =>
        AuctionCases.AnyRequest.Sample(static request =>
        {
            var record = ThroughJson(RecordOf(request));

            AwardVerification.Differences(record).ShouldBeEmpty();
            JsonSerializer.Serialize(AwardVerification.Recompute(record)!, CoreJson.Default.Award)
                .ShouldBe(JsonSerializer.Serialize(record.Award!, CoreJson.Default.Award));
        }, iter: Iterations);

    [Fact]
    public void Differences_TamperedAward_AreNamed()
    {
        var record = RecordOf(AuctionCases.Request(new(), AuctionCases.Bid("a", 0.001, 1, 0.9), AuctionCases.Bid("b", 0.002, 1, 0.8)));
        IReadOnlyList<string> Of(Func<Award, Award> tamper) => AwardVerification.Differences(record with { Award = tamper(record.Award!) });

        Of(static award => award with { WinnerId = "b" }).ShouldHaveSingleItem().ShouldBe("The recorded winner is b; recomputed it is a.");
        Of(static award => award with { ReservedUsd = Math.BitIncrement(award.ReservedUsd) }).ShouldHaveSingleItem().ShouldContain("reservation");
        Of(static award => award with { Ranking = [.. award.Ranking.Reverse()] }).Count.ShouldBe(2);
        Of(static award => award with { Ranking = [] }).ShouldHaveSingleItem().ShouldContain("0 entries");
        Of(static award => award with { Exploration = award.Exploration with { Draw = 0 } }).ShouldHaveSingleItem().ShouldContain("exploration");
        Of(static award => award with { ElapsedSeconds = -1 }).ShouldHaveSingleItem().ShouldContain("elapsedSeconds");
    }

    [Fact]
    public void Differences_TamperedBid_AreNamed()
    {
        var record = RecordOf(AuctionCases.Request(new(), AuctionCases.Bid("a", 0.001, 1, 0.9), AuctionCases.Bid("b", 0.002, 1, 0.8)));
        var cheaper = record.Book! with { Bids = [record.Book.Bids[0], record.Book.Bids[1] with { CostUsd = new(0, 0, 0) }] };

        AwardVerification.Differences(record with { Book = cheaper }).ShouldNotBeEmpty();
        AwardVerification.Differences(record with { Book = null }).ShouldHaveSingleItem().ShouldContain("no bids");
    }

    [Fact]
    public void Recompute_NoAwardYet_GivesNull()
    {
        var record = RecordOf(AuctionCases.Request(new())) with { Award = null };

        AwardVerification.Recompute(record).ShouldBeNull();
        AwardVerification.Differences(record).ShouldBeEmpty();
    }

    private static DecisionRecord RecordOf(AuctionRequest request) => new()
    {
        Microtask = new Microtask
        {
            Id = request.MicrotaskId,
            Kind = "routing",
            Input = JsonSerializer.SerializeToElement("text"),
            Policy = request.Policy,
        },
        SubmittedAt = DateTimeOffset.UnixEpoch,
        Status = MicrotaskStatus.Running,
        Book = request.Book,
        Award = Auction.Clear(request with { BudgetName = "day" }),
    };

    private static DecisionRecord ThroughJson(DecisionRecord record) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(record, CoreJson.Default.DecisionRecord), CoreJson.Default.DecisionRecord)!;
}
