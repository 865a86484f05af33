using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Demonstrations;
using Atomic.Core.Schemas;
using CsCheck;
using static Atomic.Core.Tests.Demonstrations.DemonstrationCases;

namespace Atomic.Core.Tests.Demonstrations;

public sealed class DemonstrationPoolTests
{
    private const int Iterations = 2_000;

    [Fact]
    public void Choose_AnyPool_KeepsEveryRule() => Any.Sample(static any =>
    {
        var (pool, request) = any;
        var chosen = pool.Choose(request);

        chosen.Count.ShouldBeLessThanOrEqualTo(request.Count);
        chosen.Sum(one => request.TokensOf(one.Example)).ShouldBeLessThanOrEqualTo(request.MaxTokens);
        chosen.Select(static one => one.Shown.MicrotaskId).ShouldBeUnique();
        chosen.Select(static one => one.Shown.Relevance).ShouldBeInOrder();
        foreach (var (example, shown) in chosen)
        {
            example.Text.Trim().ShouldNotBe(request.Text.Trim());
            (Now - example.Source.AcceptedAt).ShouldBeLessThan(TimeSpan.FromDays(30));
            Eligibility.CheckData(Bidder, example.Source.Regions, example.Source.RequireTags, example.Source.Allow, example.Source.Deny).ShouldBeNull();
            shown.ShouldBe(new ShownDemonstration(example.Source.MicrotaskId, example.Hash, example.Label, shown.Relevance));
            shown.Relevance.ShouldBeInRange(0, 1);
            pool.Find(shown).ShouldBeSameAs(example);
        }
    }, iter: Iterations);

    [Fact]
    public void Choose_AnyPool_NoClassHasMoreThanItsShare() => Any.Sample(static any =>
    {
        var (pool, request) = any;
        var classes = pool.Examples.Where(request.Admits).Select(static example => example.Class).OfType<string>().Distinct().Count();
        if (classes == 0 || pool.Examples.Count(request.Admits) > 32) return; // beyond, the classes are those of the nearest

        pool.Choose(request).GroupBy(static one => one.Example.Class)
            .ShouldAllBe(label => label.Count() <= (request.Count + classes - 1) / classes);
    }, iter: Iterations);

    [Fact]
    public void Choose_SamePoolWrittenAndRead_ChoosesTheSame() => Any.Sample(static any =>
    {
        var (pool, request) = any;
        DemonstrationSnapshot.TryRead(DemonstrationSnapshot.Write(pool), out var read, out _).ShouldBeTrue();

        read!.Examples.ShouldBe(pool.Examples);
        read.Choose(request).ShouldBe(pool.Choose(request));
    }, iter: 200);

    [Fact]
    public void Choose_NearestAmongMany_IsLastAndMostRelevant()
    {
        var pool = Pool(Of("mt-1", "my parcel is late", "shipping"), Of("mt-2", "the invoice is wrong", "billing"), Of("mt-3", "cannot log in to the site", "support"));

        var chosen = pool.Choose(Request("the parcel that you sent is late", 3));

        chosen.Select(static one => one.Shown.MicrotaskId).Last().ShouldBe("mt-1");
        chosen[^1].Shown.Relevance.ShouldBe(1);
        chosen.Count.ShouldBe(3);
    }

    [Fact]
    public void Choose_TwoAlikeAndOneOther_PrefersTheOtherAsSecond()
    {
        var pool = Pool(
            Of("mt-1", "parcel late where depot", "a"), Of("mt-2", "parcel late where depot today", "b"), Of("mt-3", "parcel late broken glass inside box", "c"));

        pool.Choose(Request("parcel late", 2)).Select(static one => one.Shown.MicrotaskId).ShouldBe(["mt-3", "mt-1"]);
    }

    [Fact]
    public void Choose_TwoClassesAndFourPlaces_HasTwoOfEach()
    {
        var pool = Pool(Enumerable.Range(0, 20).Select(static i => Of($"mt-{i}", $"parcel late number {i}", i < 15 ? "shipping" : "billing")));

        pool.Choose(Request("parcel late", 4)).GroupBy(static one => one.Example.Label).Select(static label => (label.Key, label.Count())).Order()
            .ShouldBe([("billing", 2), ("shipping", 2)]);
    }

    [Theory]
    [InlineData("where is my parcel?")]
    [InlineData("  where is my parcel?\n")]
    public void Choose_TheVerySameInput_IsNotShown(string text)
    {
        var pool = Pool(Of("mt-1", "where is my parcel?", "shipping"), Of("mt-2", "where is my parcel", "shipping"));

        pool.Choose(Request(text)).ShouldHaveSingleItem().Shown.MicrotaskId.ShouldBe("mt-2");
    }

    [Fact]
    public void Choose_UnderASchema_ShowsOnlyAnswersThatMeetIt()
    {
        Demonstration[] examples = [Of("mt-1", "parcel one", answer: "shipping"), Typed("mt-2", """{"team":"shipping"}"""), Typed("mt-3", """{"department":"shipping"}"""), Typed("mt-4", "{")];
        OutputSchema.TryCompile(JsonDocument.Parse("""{"type":"object","required":["team"]}""").RootElement, out var schema, out _).ShouldBeTrue();

        Pool(examples).Choose(Request("my parcel") with { Schema = schema }).ShouldHaveSingleItem().Shown.MicrotaskId.ShouldBe("mt-2");
        Pool(examples).Choose(Request("my parcel")).ShouldHaveSingleItem().Shown.MicrotaskId.ShouldBe("mt-1");

        static Demonstration Typed(string microtask, string answer) =>
            Of(microtask, "parcel two", null, answer: answer).AsTyped();
    }

    [Fact]
    public void Choose_NoWordInCommon_ShowsTheYoungest() =>
        Pool(Of("mt-1", "alpha", null, answer: "1"), Of("mt-2", "beta", null, answer: "2"), Of("mt-3", "gamma", null, answer: "3")).Choose(Request("delta", 2))
            .Select(static one => (one.Shown.MicrotaskId, one.Shown.Relevance)).ShouldBe([("mt-3", 0), ("mt-2", 0)]);

    [Fact]
    public void Choose_ExampleThatDoesNotFit_TakesTheNextThatDoes()
    {
        var pool = Pool(Of("mt-1", "parcel late " + string.Join(' ', Enumerable.Repeat("very", 50)), null), Of("mt-2", "parcel lost", null));

        pool.Choose(Request("parcel late", 2) with { MaxTokens = 10 }).ShouldHaveSingleItem().Shown.MicrotaskId.ShouldBe("mt-2");
    }

    [Fact]
    public void Add_AnotherAnswerOfTheSameMicrotask_ReplacesIt()
    {
        var pool = Pool(Of("mt-1", "where is my parcel", "billing"));
        var before = pool.Choose(Request("parcel"))[0].Shown;

        pool.Add(Of("mt-1", "where is my parcel", "shipping"));

        pool.Examples.ShouldHaveSingleItem().Label.ShouldBe("shipping");
        pool.Find(before).ShouldBeNull("what was chosen is not there any more");
    }

    [Fact]
    public void Forget_Microtask_IsShownNoMore()
    {
        var pool = Pool(Of("mt-1", "where is my parcel"), Of("mt-2", "parcel"));
        pool.Forget("mt-1");
        pool.Forget("mt-9");

        pool.Choose(Request("my parcel")).ShouldHaveSingleItem().Shown.MicrotaskId.ShouldBe("mt-2");
    }

    [Fact]
    public void Add_MoreThanItHolds_DropsTheOldest()
    {
        var pool = Pool(Enumerable.Range(0, DemonstrationPool.Capacity + 3).Select(static i => Of($"mt-{i}", $"text {i}")));

        pool.Examples.Count.ShouldBe(DemonstrationPool.Capacity);
        pool.Examples[0].Source.MicrotaskId.ShouldBe("mt-3");
    }

    [Fact]
    public void Choose_OlderThanMicrotasksAreKept_IsNotShown() =>
        Pool(Of("mt-1", "parcel", daysAgo: 30), Of("mt-2", "parcel", daysAgo: 29.99)).Choose(Request("my parcel")).ShouldHaveSingleItem().Shown.MicrotaskId.ShouldBe("mt-2");

    [Fact]
    public void TryRead_AnyDamage_IsRefusedAndNeverThrows()
    {
        var state = DemonstrationSnapshot.Write(Pool(Of("mt-1", "parcel"), Of("mt-2", "invoice")));
        Gen.Select(Gen.Int[0, state.Length - 1], Gen.Int[1, 255], Gen.Int[0, state.Length - 1]).Sample((place, flip, length) =>
        {
            var damaged = state.ToArray();
            damaged[place] ^= (byte)flip;

            DemonstrationSnapshot.TryRead(damaged, out var pool, out var defect).ShouldBeFalse();
            DemonstrationSnapshot.TryRead(state.AsMemory(0, length), out _, out _).ShouldBeFalse();
            (pool, string.IsNullOrEmpty(defect)).ShouldBe((null, false));
        }, iter: 300);
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("""[{"text":"a","source":null}]""")]
    [InlineData("""[{"text":"a","label":null,"source":{"microtaskId":"mt-1","acceptedAt":"2026-01-01T00:00:00Z"}}]""")]
    [InlineData("{}")]
    public void TryRead_RightHashOfNonsense_IsRefused(string json)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(json);

        DemonstrationSnapshot.TryRead(Sealed(bytes), out _, out var defect).ShouldBeFalse();
        defect!.ShouldStartWith("The snapshot does not hold examples that may be shown: ");
    }

    private static byte[] Sealed(byte[] content)
    {
        byte[] whole = [1, .. content];
        return [.. whole, .. System.Security.Cryptography.SHA256.HashData(whole)];
    }
}
