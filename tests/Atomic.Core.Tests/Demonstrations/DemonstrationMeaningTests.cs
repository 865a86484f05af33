using Atomic.Core.Demonstrations;
using Atomic.Core.Embeddings;
using static Atomic.Core.Tests.Demonstrations.DemonstrationCases;

namespace Atomic.Core.Tests.Demonstrations;

/// <summary>Examples found by what they mean: in three directions of a space in which all texts are much alike.</summary>
public sealed class DemonstrationMeaningTests
{
    private const string Model = "meaning-1";

    [Fact]
    public void Choose_SameMeaningInOtherWords_IsNearerThanSharedWords()
    {
        var pool = Pool(
            Meaning(Of("mt-1", "my parcel is late", "shipping"), 0), Meaning(Of("mt-2", "where is the money you owe me", "billing"), 1), Meaning(Of("mt-3", "cannot log in", "support"), 2));
        var request = Request("the shipment you owe me did not arrive", 1);

        pool.Choose(request).ShouldHaveSingleItem().Shown.MicrotaskId.ShouldBe("mt-2", "by words");
        var shown = pool.Choose(request with { Vector = Vector(0) }).ShouldHaveSingleItem().Shown;
        (shown.MicrotaskId, shown.Relevance, shown.Embedding).ShouldBe(("mt-1", 1, Model));
    }

    [Fact]
    public void Choose_TwoOfOneMeaningAndOneNear_PrefersTheOtherAsSecond()
    {
        var pool = Pool(Meaning(Of("mt-1", "alpha", "a"), 0), Meaning(Of("mt-2", "beta", "b"), 0), Meaning(Of("mt-3", "gamma", "c"), 0, 1), Meaning(Of("mt-4", "delta", "d"), 2));

        pool.Choose(Request("epsilon", 2) with { Vector = Vector(0, 0, 1) }).Select(static one => one.Shown.MicrotaskId).ShouldContain("mt-3");
    }

    [Fact]
    public void Choose_OneClassIsNearest_TheOthersHaveTheirShare()
    {
        var pool = Pool(Enumerable.Range(0, 20).Select(static i => Meaning(Of($"mt-{i}", $"text {i}", i < 15 ? "shipping" : "billing"), i < 15 ? 0 : 1)));

        pool.Choose(Request("another", 4) with { Vector = Vector(0) }).GroupBy(static one => one.Example.Label).Select(static label => (label.Key, label.Count())).Order()
            .ShouldBe([("billing", 2), ("shipping", 2)]);
    }

    [Fact]
    public void Choose_VectorsOfAnotherModelOrLength_AreNeverCompared()
    {
        Demonstration[] examples =
        [
            Of("mt-1", "my parcel is late", "shipping") with { Vector = VectorProjection.Of("meaning-2", [1, 0, 0, 1]) },
            Of("mt-2", "the invoice is wrong", "billing") with { Vector = VectorProjection.Of(Model, [1, 0]) },
            Of("mt-3", "cannot log in", "support"),
        ];
        var request = Request("the parcel is late", 3);

        Pool(examples).Choose(request with { Vector = Vector(0) }).ShouldBe(Pool(examples).Choose(request), "words tell, as before");
    }

    [Fact]
    public void Choose_ExamplesFromBeforeVectors_AreFoundByTheirWordsBesideOthers()
    {
        var pool = Pool(Of("mt-1", "parcel late", "shipping"), Meaning(Of("mt-2", "beta", "billing"), 1), Meaning(Of("mt-3", "gamma", "support"), 2));

        var chosen = pool.Choose(Request("my parcel is late", 3) with { Vector = Vector(1) });

        chosen.Select(static one => (one.Shown.MicrotaskId, one.Shown.Embedding)).ShouldBe([("mt-1", null), ("mt-3", Model), ("mt-2", Model)]);
        chosen[0].Shown.Relevance.ShouldBe(0.5, "words say less than a meaning that is near");
    }

    [Fact]
    public void Snapshot_OfExamplesWithVectors_IsReadAsItWas()
    {
        var pool = Pool(Meaning(Of("mt-1", "alpha"), 0), Of("mt-2", "beta"));
        DemonstrationSnapshot.TryRead(DemonstrationSnapshot.Write(pool), out var read, out _).ShouldBeTrue();
        read!.Examples.ShouldBe(pool.Examples);
        read.Examples[0].Vector.ShouldBe(Vector(0));
    }

    private static Demonstration Meaning(Demonstration example, params int[] directions) => example with { Vector = Vector(directions) };

    // The last figure is what all texts have in common, and the largest.
    private static InputVector Vector(params int[] directions)
    {
        var figures = new float[] { 0, 0, 0, 2 };
        foreach (var direction in directions) figures[direction] += 1;
        return VectorProjection.Of(Model, figures)!;
    }
}
