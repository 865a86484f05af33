using Atomic.Core.Decisions;
using Atomic.Orchestration.Ports;

namespace Atomic.Storage.Contracts;

public abstract class FeedbackStoreContract : StoreContract<IFeedbackStore>
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, 123, 456, TimeSpan.FromHours(2));

    [Fact]
    public async Task ListAsync_NoFeedback_IsEmpty() => (await Store.ListAsync("m", Cancellation)).ShouldBeEmpty();

    [Fact]
    public async Task AddAsync_Several_AreListedInOrderAlsoAfterReopening()
    {
        Feedback[] said = [Said(0.1), Said(1, "billing"), Said(0.5, null, "almost"), Said(0.1, "billing", "again")];
        for (var index = 0; index < said.Length; index++)
        {
            (await Store.AddAsync("m", said[index], Cancellation)).ShouldBe(index);
            (await Store.ListAsync("m", Cancellation)).ShouldBe(said[..(index + 1)]);
        }

        (await Store.ListAsync("other", Cancellation)).ShouldBeEmpty();
        await ReopenAsync();
        (await Store.ListAsync("m", Cancellation)).ShouldBe(said);
    }

    [Fact]
    public async Task AddAsync_TheSameAgainLater_IsKeptOnce()
    {
        (await Store.AddAsync("m", Said(1, "billing"), Cancellation)).ShouldBe(0);
        var later = Said(1, "billing") with { ReceivedAt = Noon.AddHours(1) };
        (await Store.AddAsync("m", later, Cancellation)).ShouldBe(-1);
        await ReopenAsync();
        (await Store.AddAsync("m", later, Cancellation)).ShouldBe(-1);
        (await Store.ListAsync("m", Cancellation)).ShouldBe([Said(1, "billing")]);
        (await Store.AddAsync("m2", later, Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task AddAsync_NoLabelAndEmptyLabel_AreDifferent()
    {
        (await Store.AddAsync("m", Said(1), Cancellation)).ShouldBe(0);
        (await Store.AddAsync("m", Said(1, ""), Cancellation)).ShouldBe(1);
        (await Store.AddAsync("m", Said(1), Cancellation)).ShouldBe(-1);
    }

    [Fact]
    public async Task AddAsync_Concurrently_EachIsKeptOnceAndHasAPlaceOfItsOwn()
    {
        var places = new System.Collections.Concurrent.ConcurrentBag<int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 120), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (index, token) =>
            places.Add(await Store.AddAsync("m", Said(1, $"label {index % 40}"), token)));
        places.Where(static place => place >= 0).Order().ShouldBe(Enumerable.Range(0, 40));
        (await Store.ListAsync("m", Cancellation)).Select(static feedback => feedback.Label).Distinct().Count().ShouldBe(40);
    }

    [Fact]
    public async Task AddAsync_TheSameOfAnotherTrustOrSignalOrSource_IsAnotherJudgement()
    {
        Feedback[] said =
        [
            Said(1), Said(1) with { Trust = 0.5 }, Said(1) with { Signal = Signal.Verifier, Source = "regex" }, Said(1) with { Signal = Signal.Judge, Source = "regex" },
            Said(1) with { Source = "" },
        ];
        for (var index = 0; index < said.Length; index++)
        {
            (await Store.AddAsync("m", said[index], Cancellation)).ShouldBe(index);
            (await Store.AddAsync("m", said[index], Cancellation)).ShouldBe(-1);
        }

        await ReopenAsync();
        (await Store.ListAsync("m", Cancellation)).ShouldBe(said);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Store.AddAsync("m", Said(1) with { Trust = double.NaN }, Cancellation));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task AddAsync_ScoreThatIsNone_RefusedAndTheStoreGoesOn(double score)
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Store.AddAsync("m", Said(score), Cancellation));
        (await Store.AddAsync("m", Said(1), Cancellation)).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task AddAsync_HostileTexts_AreKeptAsTheyAre(string text)
    {
        (await Store.AddAsync(text, Said(1, text, text), Cancellation)).ShouldBe(0);
        await ReopenAsync();
        (await Store.AddAsync(text, Said(1, text, text), Cancellation)).ShouldBe(-1);
        (await Store.ListAsync(text, Cancellation)).ShouldBe([Said(1, text, text)]);
    }

    private static Feedback Said(double score, string? label = null, string? comment = null) =>
        new() { Score = score, Label = label, Comment = comment, ReceivedAt = Noon };
}
