using Atomic.Core.Embeddings;

namespace Atomic.Core.Tests.Embeddings;

public sealed class VectorProjectionTests
{
    [Theory]
    [InlineData(64, 0.02)] // kept whole
    [InlineData(1_536, 0.25)]
    public void Of_AnyEmbeddings_CosinesAreKept(int dimensions, double tolerance)
    {
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var (one, noise, share) = (Any(random, dimensions), Any(random, dimensions), (float)random.NextDouble());
            float[] other = [.. one.Zip(noise, (mine, its) => (share * mine) + ((1 - share) * its))];

            VectorProjection.Of("m", one)!.CosineTo(VectorProjection.Of("m", other)!).ShouldBe(Cosine(one, other), tolerance);
        }
    }

    [Fact]
    public void Of_SameEmbedding_SameFiguresWhateverItsLength()
    {
        var one = Any(new Random(2), 1_024);
        var small = VectorProjection.Of("m", one)!;

        small.Figures.Length.ShouldBe(InputVector.MostFigures);
        VectorProjection.Of("m", [.. one.Select(static figure => figure * 8)]).ShouldBe(small);
        VectorProjection.Of("other", one)!.IsComparableTo(small).ShouldBeFalse();
        VectorProjection.Of("m", one.AsSpan(1))!.IsComparableTo(small).ShouldBeFalse();
    }

    [Fact]
    public void Of_NoEmbedding_Null()
    {
        VectorProjection.Of("m", []).ShouldBeNull();
        VectorProjection.Of("m", [0, 0]).ShouldBeNull();
        VectorProjection.Of("m", [1, float.NaN]).ShouldBeNull();
        VectorProjection.Of("m", [1, float.PositiveInfinity]).ShouldBeNull();
        VectorProjection.Of("m", new float[VectorProjection.MostDimensions + 1]).ShouldBeNull();
    }

    private static float[] Any(Random random, int dimensions) => [.. Enumerable.Range(0, dimensions).Select(_ => (float)(random.NextDouble() - 0.5))];

    private static double Cosine(float[] one, float[] other) =>
        one.Zip(other, static (a, b) => (double)a * b).Sum() / Math.Sqrt(one.Sum(static a => (double)a * a) * other.Sum(static b => (double)b * b));
}
