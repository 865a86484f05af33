using System.Text.Json;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Explanations;
using Atomic.Core.Schemas;
using Atomic.Core.Tests.Auctions;
using CsCheck;

namespace Atomic.Core.Tests.Explanations;

public sealed class ExplanationTests
{
    public static TheoryData<string> States => [.. DecisionRecordCases.All.Keys];

    [Theory]
    [MemberData(nameof(States))]
    public void Of_EveryState_IsCompleteAndHoldsItsFacts(string state)
    {
        var explanation = Explanation.Of(DecisionRecordCases.All[state]);

        explanation.Facts.Where(static fact => !fact.Holds).ShouldBeEmpty();
        explanation.Summary.Split(". ").Length.ShouldBeInRange(2, 4, explanation.Summary);
        foreach (var text in new[] { ExplanationJson.Write(explanation), ExplanationMarkdown.Write(explanation), ExplanationHtml.Write(explanation) })
        {
            text.ShouldNotContain("NaN", Case.Sensitive);
            text.ShouldNotContain("∞");
            text.ShouldNotContain("Infinity", Case.Sensitive);
            text.ShouldNotContain("..");
        }
    }

    [Theory]
    [InlineData("bidding", ExplanationStage.Bidding)]
    [InlineData("awaiting-award", ExplanationStage.AwaitingAward)]
    [InlineData("awaiting-attempt", ExplanationStage.AwaitingAttempt)]
    [InlineData("attempting", ExplanationStage.Attempting)]
    [InlineData("awaiting-fallback", ExplanationStage.AwaitingAttempt)]
    [InlineData("awaiting-settlement", ExplanationStage.AwaitingSettlement)]
    [InlineData("succeeded", ExplanationStage.Complete)]
    [InlineData("no-award", ExplanationStage.Complete)]
    public void Of_EveryState_TellsItsStage(string state, ExplanationStage stage) =>
        Explanation.Of(DecisionRecordCases.All[state]).Microtask.Stage.ShouldBe(stage);

    [Fact]
    public void Write_TypedAnswer_TellsRepairsAndTheEvidenceOfTheSchemasShape()
    {
        var record = DecisionRecordCases.Succeeded;
        var shaped = record.Book!.Bids[0].Evidence with { SchemaShape = "0123456789ab", InvalidRate = 0.125, ShapeObservations = 12 };
        var explanation = Explanation.Of(record with
        {
            Book = record.Book with { Bids = [record.Book.Bids[0] with { Evidence = shaped }, .. record.Book.Bids.Skip(1)] },
            Attempts = [.. record.Attempts.Select(static attempt => attempt with { Repairs = ["code-fence", "trailing-comma"] })],
        });

        explanation.Attempts[^1].Notes.ShouldContain("The answer was mended without asking again: code fence and trailing comma.");
        ExplanationMarkdown.Write(explanation).ShouldContain("12.5% of its answers are expected not to meet a schema of shape 0123456789ab, by 12 answers under that shape after forgetting.");
        ExplanationHtml.Write(explanation).ShouldContain("not to meet a schema of shape 0123456789ab");
        ExplanationJson.Write(explanation).ShouldContain("\"invalidRate\":0.125");
    }

    [Theory]
    [InlineData(NoBidReason.RateLimited, "rate-limited")]
    [InlineData(NoBidReason.Unavailable, "unavailable")]
    [InlineData(NoBidReason.AtCapacity, "at-capacity")]
    public void Of_BidderThatStaysAwayForAWhile_TellsWhenItBidsAgain(NoBidReason reason, string code)
    {
        var until = new DateTimeOffset(2026, 3, 1, 12, 30, 15, 250, TimeSpan.Zero);
        var book = DecisionRecordCases.Book with { NoBids = [new NoBid("gpt-4o-us", reason, "It is away.", until)] };

        var explanation = Explanation.Of(DecisionRecordCases.Succeeded with { Book = book });

        var told = explanation.Bids.Single(static bid => bid.BidderId == "gpt-4o-us");
        (told.NoBidReason, told.NoBidUntil).ShouldBe((reason, until));
        told.FateSentence.ShouldBe("It is away. It bids again from 2026-03-01 12:30:15.250 UTC.");
        ExplanationMarkdown.Write(explanation).ShouldContain("It bids again from 2026-03-01 12:30:15.250 UTC");
        ExplanationHtml.Write(explanation).ShouldContain("It bids again from 2026-03-01 12:30:15.250 UTC");
        ExplanationJson.Write(explanation).ShouldContain($"\"noBidReason\":\"{code}\"");
        ExplanationJson.Write(explanation).ShouldContain("\"noBidUntil\":\"2026-03-01T12:30:15.25");
    }

    [Fact]
    public void Write_AnswerTakenFromTheInput_TellsWhereEachFieldStands()
    {
        var record = DecisionRecordCases.Succeeded;
        var evidence = record.Book!.Bids[0].Evidence with
        {
            Basis = "specialist",
            Fields =
            [
                new FieldEvidence("/number", 0.99) { Start = 12, Length = 6, Form = "verbatim" },
                new FieldEvidence("/total", 0.981) { Start = 120, Length = 8, Form = "point-number" },
                new FieldEvidence("/paid", 0.97),
                new FieldEvidence("/due", 0.9) { IsAbsent = true },
            ],
        };

        var explanation = Explanation.Of(record with { Book = record.Book with { Bids = [record.Book.Bids[0] with { Evidence = evidence }, .. record.Book.Bids.Skip(1)] } });

        ExplanationMarkdown.Write(explanation).ShouldContain(
            " Of the answer, /number is characters 12 to 18 of the input (99%), /total is characters 120 to 128 of the input as point-number (98.1%),"
            + " /paid is told by the input as a whole (97%) and /due is not found in the input (90%).");
        OutputSchema.TryCompile(JsonElement.Parse(ExplanationSchema.Json), out var schema, out _).ShouldBeTrue();
        schema.Validate(JsonElement.Parse(ExplanationJson.Write(explanation))).ShouldBeEmpty();
    }

    [Fact]
    public void Of_Succeeded_TellsEveryBidderItsFate()
    {
        var explanation = Explanation.Of(DecisionRecordCases.Succeeded);

        explanation.Bids.Select(static bid => (bid.BidderId, bid.Fate)).ShouldBe(
        [
            ("gpt-4o-mini-eu", BidFate.Won),
            ("llama-3.1-8b-local", BidFate.Lost),
            ("mistral-large-eu", BidFate.Eliminated),
            ("tiny-local", BidFate.Eliminated),
            ("gpt-4o-us", BidFate.NoBid),
            ("routing-specialist", BidFate.NoBid),
        ]);
        explanation.Bids[0].Score!.Arithmetic.ShouldBe("0.01 × 0.931 − 0.0000784 − 0.0005 × 0.62 = $0.0089216");
        explanation.Bids[0].Price!.InputUsdPerMTok.ShouldBe(0.165);
        explanation.Answer!.BidderId.ShouldBe("gpt-4o-mini-eu");
        explanation.Summary.ShouldBe(
            "Of 6 bidders in the market, 4 bid, of which 2 failed a hard limit."
            + " gpt-4o-mini-eu won with a success probability of 93.1% at an expected $0.0000784 and 620 ms;"
            + " the runner-up llama-3.1-8b-local was $0.001132 of expected utility behind."
            + " gpt-4o-mini-eu answered in 710 ms for $0.0000792, and the answer passed all 3 checks."
            + " The caller's last feedback rates the answer 100% right.");
    }

    [Fact]
    public void Of_Drawn_SaysSoPlainly()
    {
        var explanation = Explanation.Of(DecisionRecordCases.Drawn);

        var award = explanation.Award.ShouldNotBeNull();
        award.Explored.ShouldBeTrue();
        award.WinnerId.ShouldBe("llama-3.1-8b-local");
        award.Sentences[0].ShouldBe(
            $"llama-3.1-8b-local was drawn by exploration with probability {Figures.Probability(award.Propensity!.Value)}; the first of the ranking was gpt-4o-mini-eu.");
        explanation.Summary.ShouldContain(award.Sentences[0]);
        explanation.Bids.Single(static bid => bid.Fate is BidFate.Drawn).BidderId.ShouldBe("llama-3.1-8b-local");
        award.GivenUp!.Amount!.Value.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Of_FirstIsAudited_SaysSoAndTheAwardIsRecomputed()
    {
        var book = DecisionRecordCases.AwaitingAward.Book!;
        var audited = DecisionRecordCases.AwaitingAward with
        {
            Book = book with { Bids = [.. book.Bids.Select(static bid => bid.BidderId == "gpt-4o-mini-eu" ? bid with { AnswerPrecision = new Estimate(0.97, 0.96, 0.98), AuditShare = 0.5 } : bid)] },
        };
        var records = Enumerable.Range(0, 40).Select(i => DecisionRecordCases.Award(
            audited with { Microtask = audited.Microtask with { Id = $"mt-{i:D26}" } }, audited.Microtask.Policy with { Explore = true })).ToList();

        var record = records.First(static record => record.Award!.Exploration.Explored);
        var explanation = Explanation.Of(record);
        explanation.Award!.Sentences.ShouldContain(static sentence => sentence.StartsWith("gpt-4o-mini-eu is audited: at least 50", StringComparison.Ordinal) && sentence.EndsWith("this microtask is one of them.", StringComparison.Ordinal));
        AwardVerification.Differences(record).ShouldBeEmpty();
        records.ShouldContain(static record => !record.Award!.Exploration.Explored);
    }

    [Fact]
    public void Of_FellBack_TellsTheFallbackAndTheSecondDelivery()
    {
        var attempt = Explanation.Of(DecisionRecordCases.FellBack).Attempts[1];

        attempt.Deliveries.ShouldBe(2);
        attempt.Notes.ShouldBe(
        [
            "It was asked because attempt 1, by gpt-4o-mini-eu, timed out.",
            "It was started twice: the endpoint may have been asked twice because the server was cut off; the same idempotency key was sent.",
        ]);
    }

    [Fact]
    public void Of_AttemptAfterASkippedStep_NamesTheStep()
    {
        var record = DecisionRecordCases.All["best"];
        record.Award!.Plan!.Steps.Count.ShouldBe(3);
        var attempt = DecisionRecordCases.AwaitingFallback.Attempts[0];
        var skipping = record with
        {
            Started = [new AttemptStart(0, DecisionRecordCases.At(1), 1), new AttemptStart(2, DecisionRecordCases.At(2), 1)],
            Attempts = [attempt with { BidderId = record.Award.Plan.Steps[0] }, attempt with { Step = 2, BidderId = record.Award.Plan.Steps[2], IdempotencyKey = "other" }],
        };

        Explanation.Of(skipping).Attempts[1].Notes.ShouldContain($"Before it, {record.Award.Plan.Steps[1]} of the plan was not tried.");
    }

    [Fact]
    public void Of_Settlement_SetsBidAgainstActual()
    {
        var line = Explanation.Of(DecisionRecordCases.Succeeded).Settlement!.Attempts.ShouldHaveSingleItem();

        line.CostUsd.Difference!.Value.ShouldBe(0.0000008, 1e-15);
        line.CostUsd.Relative!.Value.ShouldBe(0.0102, 1e-4);
        line.CostUsd.WithinInterval.ShouldBe(true);
        line.LatencySeconds.Difference!.Value.ShouldBe(0.09, 1e-12);
        Explanation.Of(DecisionRecordCases.FellBack).Settlement!.Attempts[1].LatencySeconds.WithinInterval.ShouldBe(false);
        Explanation.Of(DecisionRecordCases.FellBack).Settlement!.Attempts[1].CostUsd.Relative.ShouldBeNull("a share of nothing is no figure");
    }

    [Fact]
    public void Of_Attempts_TellsTheAuditorByWhatRightTheDataWasSent()
    {
        var seen = Explanation.Of(DecisionRecordCases.FellBack).Disclosures;

        seen.Select(static one => (one.BidderId, one.Region, one.Permitted)).ShouldBe([("gpt-4o-mini-eu", "eu", true), ("llama-3.1-8b-local", "local", true)]);
        seen[0].Because.ShouldBe("It won the auction. The policy permits it: its region eu is one of eu and local.");
        seen[1].Because.ShouldStartWith("It was the award's fallback number 1, asked after gpt-4o-mini-eu timed out.");
        Explanation.Of(DecisionRecordCases.Purged).Disclosures[0].Permitted.ShouldBeNull("the market does not know the bidder any more");
    }

    [Fact]
    public void Of_DataSentOutsideTheRegions_FailsTheCheck()
    {
        var record = DecisionRecordCases.Succeeded;
        var moved = record with { Bidders = [.. record.Bidders.Select(static bidder => bidder with { Region = "us" })] };

        Failing(moved).ShouldBe(["data-seen-by-permitted-only"]);
    }

    [Fact]
    public void Of_TamperedRecords_FailsTheChecksConcerned()
    {
        var record = DecisionRecordCases.FellBack;
        var award = record.Award!;
        Failing(record with { Award = award with { Ranking = [award.Ranking[1] with { Rank = 1 }, award.Ranking[0] with { Rank = 2 }] } })
            .ShouldBe(["award-recomputed", "ranking-follows-from-objective", "winner-follows-from-ranking"], ignoreOrder: true);
        Failing(record with { Award = award with { Ranking = [award.Ranking[0] with { Score = new Score(1, 0, 0, 1) }, award.Ranking[1]] } })
            .ShouldBe(["award-recomputed", "scores-follow-from-bids"]);
        Failing(record with { Award = award with { Eliminations = [award.Eliminations[0]] } }).ShouldBe(["award-recomputed", "every-bid-accounted-for"]);
        Failing(record with { Award = award with { Eliminations = [award.Eliminations[0] with { Figure = 0.5 }, award.Eliminations[1]] } })
            .ShouldBe(["award-recomputed", "eliminations-follow-from-limits"]);
        Failing(record with { AwardedAt = DecisionRecordCases.At(3) }).ShouldBe(["nothing-before-the-award"]);
        Failing(record with { Attempts = [record.Attempts[0] with { BidderId = "tiny-local" }, record.Attempts[1]] }).ShouldContain("attempts-follow-the-plan");
        Failing(record with { Attempts = [record.Attempts[0], record.Attempts[1] with { IdempotencyKey = record.Attempts[0].IdempotencyKey }] }).ShouldBe(["one-key-per-attempt"]);
        Failing(record with { Settlement = record.Settlement! with { CostUsd = 1 } }).ShouldBe(["settled-cost-is-the-sum"]);
        Failing(record with { Attempts = [record.Attempts[0] with { CostUsd = 0.5 }, record.Attempts[1]] }).ShouldContain("cost-within-limit");
    }

    // Whatever the auction can make of bids and policy can be told, and its checks hold.
    [Fact]
    public void Of_AnyAuction_HoldsItsFacts() => AuctionCases.AnyRequest.Sample(
        static request =>
        {
            var award = Auction.Clear(request);
            var record = DecisionRecordCases.AwaitingAward with
            {
                Microtask = DecisionRecordCases.Bidding.Microtask with { Id = request.MicrotaskId, Policy = request.Policy },
                Book = request.Book,
                Award = award,
                AwardedAt = DecisionRecordCases.At(1),
            };
            var explanation = Explanation.Of(record);
            explanation.Facts.Where(static fact => !fact.Holds).ShouldBeEmpty();
            ExplanationJson.Write(explanation).ShouldNotContain("NaN", Case.Sensitive);
            ExplanationMarkdown.Write(explanation).ShouldNotContain("NaN", Case.Sensitive);
            HtmlReading.Parse(ExplanationHtml.Write(explanation));
        },
        iter: 300);

    [Fact]
    public void Of_BidsThatAreNoNumbers_NeverWritesNaN()
    {
        Estimate[] defects = [new(double.NaN, double.NaN, double.NaN), new(double.PositiveInfinity, 0, double.PositiveInfinity), new(-1, -2, 0), new(1, 2, 0)];
        var bids = defects.Select((defect, i) => DecisionRecordCases.Book.Bids[0] with { BidderId = $"odd-{i}", CostUsd = defect, LatencySeconds = defect, Success = defect });
        var record = DecisionRecordCases.AwaitingAward with { Book = DecisionRecordCases.Book with { Bids = [.. DecisionRecordCases.Book.Bids, .. bids] } };

        foreach (var one in new[] { record, DecisionRecordCases.Award(record) })
        {
            var explanation = Explanation.Of(one);
            explanation.Facts.Where(static fact => !fact.Holds).ShouldBeEmpty();
            foreach (var text in new[] { ExplanationJson.Write(explanation), ExplanationMarkdown.Write(explanation), ExplanationHtml.Write(explanation) })
            {
                text.ShouldNotContain("NaN", Case.Sensitive);
                text.ShouldNotContain("∞");
                text.ShouldNotContain("Infinity", Case.Sensitive);
            }
        }
    }

    [Fact]
    public void Write_Json_RoundTrips()
    {
        var explanation = Explanation.Of(DecisionRecordCases.FellBack);
        var json = ExplanationJson.Write(explanation);

        var read = JsonSerializer.Deserialize(json, ExplanationJson.Compact.Explanation)!;

        ExplanationJson.Write(read).ShouldBe(json);
        ExplanationJson.Write(read, indented: true).ShouldContain("\n  \"summary\": ");
        json.ShouldStartWith("""{"schema":"atomic.explanation/1","summary":""");
    }

    [Fact]
    public void Of_DeepInput_IsWritten()
    {
        var deep = DecisionRecordCases.Json($"{new string('[', 60)}1{new string(']', 60)}");
        var explanation = Explanation.Of(DecisionRecordCases.Bidding with { Microtask = DecisionRecordCases.Bidding.Microtask with { Input = deep } });

        ExplanationJson.Write(explanation).ShouldContain("[[[1]]]");
        ExplanationMarkdown.Write(explanation).ShouldContain("1");
        HtmlReading.Parse(ExplanationHtml.Write(explanation));
    }

    private static IEnumerable<string> Failing(DecisionRecord record) =>
        Explanation.Of(record).Facts.Where(static fact => !fact.Holds).Select(static fact => fact.Id);
}
