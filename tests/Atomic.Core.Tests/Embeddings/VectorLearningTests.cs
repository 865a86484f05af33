namespace Atomic.Core.Tests.Embeddings;

/// <summary>What embeddings are worth to bids: much where they tell what words do not, next to nothing lost where they tell nothing.</summary>
public sealed class VectorLearningTests
{
    private const int Seeds = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RightShare_TopicThatNoWordShows_VectorsBeatWords(double noise)
    {
        var (words, vectors) = (Mean(noise, ToyMarket.Vectors.None, false), Mean(noise, ToyMarket.Vectors.OfText, false));

        words.ShouldBeLessThan(0.7); // a coin gives 0.65
        vectors.ShouldBeGreaterThan(0.82); // who knows the topic gets 0.9
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RightShare_VectorsOfAnyText_LittleIsLost(double noise) =>
        Mean(noise, ToyMarket.Vectors.OfAnyText, true).ShouldBeGreaterThan(Mean(noise, ToyMarket.Vectors.None, true) - 0.06);

    private static double Mean(double noise, ToyMarket.Vectors vectors, bool showsWords) =>
        Enumerable.Range(1, Seeds).Average(seed => new ToyMarket(seed, noise).RightShare(300, vectors, showsWords));
}
