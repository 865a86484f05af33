using Atomic.Core.Specialists;

namespace Atomic.Core.Tests.Specialists;

public sealed class ConfidenceModelTests
{
    [Fact]
    public void Probability_NothingLearned_FollowsTheSoftmax()
    {
        var model = new ConfidenceModel();
        model.Probability(Guess(0.5)).ShouldBeInRange(0.3, 0.7);
        model.Probability(Guess(0.99)).ShouldBeGreaterThan(0.9);
        model.Probability(Guess(0.1)).ShouldBeLessThan(0.4);
    }

    [Fact]
    public void Learn_SoftmaxThatBrags_TellsWhatItDelivers()
    {
        var model = new ConfidenceModel();
        var random = new Random(5);
        for (var i = 0; i < 4_000; i++)
        {
            var confidence = 0.01 + (random.NextDouble() * 0.98);
            model.Learn(Guess(confidence), random.NextDouble() < Worth(confidence), 1);
        }

        model.Probability(Guess(0.95)).ShouldBe(Worth(0.95), 0.08);
        model.Probability(Guess(0.5)).ShouldBe(Worth(0.5), 0.08);

        static double Worth(double confidence) => 1 / (1 + (Math.Exp(2) * (1 - confidence) / confidence));
    }

    [Fact]
    public void Humble_FewerRightThanExpected_LowersEveryGuess()
    {
        var model = new ConfidenceModel();
        var before = model.Probability(Guess(0.9));
        model.Humble(0.95, 0.5);
        model.Probability(Guess(0.9)).ShouldBeLessThan(before - 0.3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1e-300)]
    public void Probability_AnyConfidence_StaysBetweenNoneAndAll(double confidence)
    {
        var model = new ConfidenceModel();
        for (var i = 0; i < 100; i++) model.Learn(Guess(confidence), i % 2 == 0, 20);
        model.Probability(Guess(confidence)).ShouldBeInRange(1e-6, 1 - 1e-6);
    }

    private static Guess Guess(double confidence) => new("label", confidence, (1 - confidence) / 2, 0.8, 20, 400);
}
