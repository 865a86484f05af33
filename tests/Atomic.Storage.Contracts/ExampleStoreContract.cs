using Atomic.Core.Contexts;
using Atomic.Core.Demonstrations;
using Atomic.Core.Embeddings;
using Atomic.Orchestration.Ports;

namespace Atomic.Storage.Contracts;

public abstract class ExampleStoreContract : StoreContract<IExampleStore>
{
    [Fact]
    public async Task ReadAsync_Nothing_IsEmpty()
    {
        (await Store.ReadAsync("email", 0, 10, Cancellation)).ShouldBeEmpty();
        (await Store.LoadSnapshotAsync("email", Cancellation)).ShouldBeNull();
        (await Store.ListKindsAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task AppendAsync_Several_HavePlacesAndAreReadInPages()
    {
        for (var index = 1; index <= 7; index++)
            (await Store.AppendAsync(Example(index), Cancellation)).ShouldBe(index);
        (await Store.AppendAsync(Example(1, "review") with { LearningId = "r" }, Cancellation)).ShouldBe(1);
        (await Store.ReadAsync("email", 0, 3, Cancellation)).ShouldBe([Example(1), Example(2), Example(3)]);
        await ReopenAsync();
        (await Store.ReadAsync("email", 3, 3, Cancellation)).ShouldBe([Example(4), Example(5), Example(6)]);
        (await Store.ReadAsync("email", 6, 3, Cancellation)).ShouldBe([Example(7)]);
        (await Store.ReadAsync("email", 7, 3, Cancellation)).ShouldBeEmpty();
        (await Store.ReadAsync("email", 0, 0, Cancellation)).ShouldBeEmpty();
        (await Store.ListKindsAsync(Cancellation)).ShouldBe(["email", "review"]);
    }

    [Fact]
    public async Task AppendAsync_SameIdAgain_IsKeptOnce()
    {
        (await Store.AppendAsync(Example(1), Cancellation)).ShouldBe(1);
        (await Store.AppendAsync(Example(1), Cancellation)).ShouldBe(0);
        await ReopenAsync();
        (await Store.AppendAsync(Example(1) with { Text = "another" }, Cancellation)).ShouldBe(0);
        (await Store.AppendAsync(Example(2), Cancellation)).ShouldBe(2);
        (await Store.ReadAsync("email", 0, 10, Cancellation)).ShouldBe([Example(1), Example(2)]);
    }

    [Fact]
    public async Task SaveSnapshotAsync_AtAPlace_LaterExamplesStayAndPlacesGoOn()
    {
        for (var index = 1; index <= 5; index++)
            await Store.AppendAsync(Example(index), Cancellation);
        await Store.SaveSnapshotAsync("email", 3, new byte[] { 1, 0, 2 }, Cancellation);
        (await Store.ReadAsync("email", 3, 10, Cancellation)).ShouldBe([Example(4), Example(5)]);
        await Store.SaveSnapshotAsync("email", 5, new byte[] { 3 }, Cancellation);
        await ReopenAsync();
        var (place, state) = (await Store.LoadSnapshotAsync("email", Cancellation))!.Value;
        place.ShouldBe(5);
        state.ToArray().ShouldBe([3]);
        (await Store.ReadAsync("email", 5, 10, Cancellation)).ShouldBeEmpty();
        (await Store.AppendAsync(Example(2), Cancellation)).ShouldBe(0);
        (await Store.AppendAsync(Example(6), Cancellation)).ShouldBe(6);
    }

    [Fact]
    public async Task SaveSnapshotAsync_OlderThanThePresentOne_LosesNothing()
    {
        for (var index = 1; index <= 5; index++)
            await Store.AppendAsync(Example(index), Cancellation);
        await Store.SaveSnapshotAsync("email", 4, new byte[] { 4 }, Cancellation);
        await Store.SaveSnapshotAsync("email", 2, new byte[] { 2 }, Cancellation);
        (await Store.LoadSnapshotAsync("email", Cancellation))!.Value.Place.ShouldBe(4);
        await ReopenAsync();
        await Store.SaveSnapshotAsync("email", 2, new byte[] { 2 }, Cancellation);
        (await Store.LoadSnapshotAsync("email", Cancellation))!.Value.State.ToArray().ShouldBe([4]);
    }

    [Fact]
    public async Task AppendAsync_Concurrently_PlacesHaveNoGapsAndEachIdCountsOnce()
    {
        var places = new System.Collections.Concurrent.ConcurrentBag<long>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 600), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (index, token) =>
            places.Add(await Store.AppendAsync(Example(index % 200), token)));
        places.Where(static place => place > 0).Order().ShouldBe(Enumerable.Range(1, 200).Select(static place => (long)place));
        await ReopenAsync();
        (await Store.ReadAsync("email", 0, 1_000, Cancellation)).Select(static example => example.LearningId).Distinct().Count().ShouldBe(200);
    }

    [Fact]
    public async Task AppendAsync_OutcomesAndNoLabel_AreKeptAsTheyAre()
    {
        var example = new VerifiedExample("id-1", "email", "text", null) { Outcomes = [new("cheap", 0.25), new("dear", 1, 0.5)] };
        (await Store.AppendAsync(example, Cancellation)).ShouldBe(1);
        (await Store.AppendAsync(Example(2), Cancellation)).ShouldBe(2);
        await ReopenAsync();
        (await Store.ReadAsync("email", 0, 10, Cancellation)).ShouldBe([example, Example(2)]);
    }

    [Fact]
    public async Task AppendAsync_MeasuredInput_IsKeptAsItIs()
    {
        var measured = new MeasuredInput(ContextFeaturesText.Write(ContextFeatures.Of("a text")), [new("cheap", 10, 40, 0.25), new("dear", 12, null, 30, IsAtLeast: true), new("mute", 12, 0, null)]);
        VerifiedExample[] examples = [new("mt-1/settlement", "email", "", null) { Measured = measured }, Example(1)];
        foreach (var example in examples) await Store.AppendAsync(example, Cancellation);
        await ReopenAsync();
        (await Store.ReadAsync("email", 0, 10, Cancellation)).ShouldBe(examples);
    }

    [Fact]
    public async Task AppendAsync_WhatTheTextMeans_IsKeptAsItIs()
    {
        VerifiedExample[] examples =
        [
            Example(1) with { Vector = VectorProjection.Of("meaning \"1\" / é", [1f, -0.5f, 0]) },
            Example(2) with { Vector = VectorProjection.Of("large", [.. Enumerable.Range(0, 3_072).Select(static i => MathF.Sin(i))]) },
            Example(3),
        ];
        foreach (var example in examples) await Store.AppendAsync(example, Cancellation);
        await ReopenAsync();
        (await Store.ReadAsync("email", 0, 10, Cancellation)).ShouldBe(examples);
    }

    [Fact]
    public async Task AppendAsync_ExampleThatMayBeShown_KeepsItsSource()
    {
        var source = new DemonstrationSource
        {
            MicrotaskId = "mt-1", Answer = """{"team":"Zürich"}""", IsTyped = true, AcceptedAt = new DateTimeOffset(2026, 3, 2, 9, 30, 0, 125, TimeSpan.Zero), Regions = ["eu"], RequireTags = ["audited"], Allow = ["a:b"], Deny = ["c/d"],
        };
        VerifiedExample[] examples = [Example(1) with { Source = source }, Example(2), Example(3) with { Label = null, Source = new DemonstrationSource { MicrotaskId = "mt-3", AcceptedAt = DateTimeOffset.UnixEpoch } }];
        foreach (var example in examples)
            (await Store.AppendAsync(example, Cancellation)).ShouldBeGreaterThan(0);
        await ReopenAsync();
        (await Store.ReadAsync("email", 0, 10, Cancellation)).ShouldBe(examples);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task AppendAsync_HostileTexts_AreKeptAsTheyAre(string text)
    {
        var example = new VerifiedExample(text, text, text, text);
        (await Store.AppendAsync(example, Cancellation)).ShouldBe(1);
        await ReopenAsync();
        (await Store.AppendAsync(example, Cancellation)).ShouldBe(0);
        (await Store.ReadAsync(text, 0, 10, Cancellation)).ShouldBe([example]);
        await Store.SaveSnapshotAsync(text, 1, ReadOnlyMemory<byte>.Empty, Cancellation);
        (await Store.LoadSnapshotAsync(text, Cancellation))!.Value.State.Length.ShouldBe(0);
        (await Store.ListKindsAsync(Cancellation)).ShouldBe([text]);
    }

    private static VerifiedExample Example(int number, string kind = "email") => new($"id-{number}", kind, $"text {number}", $"label {number % 3}") { Weight = 1 + (number % 4 * 2.5) };
}
