using Atomic.Core.Specialists;

namespace Atomic.Core.Tests.Specialists;

public sealed class OnlineClassifierTests
{
    [Fact]
    public void Predict_NothingLearned_NoLabel() => Predict(new OnlineClassifier(), "where is my parcel").Label.ShouldBeNull();

    [Fact]
    public void Learn_SeparableTexts_GuessesUnseenOnes()
    {
        var (classifier, texts) = (new OnlineClassifier(), new ToyTexts(1));
        for (var i = 0; i < 60; i++) Learn(classifier, texts.Next());
        Right(classifier, Enumerable.Range(0, 300).Select(_ => texts.Next())).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Learn_FewExamples_BetterThanChance()
    {
        var (classifier, texts) = (new OnlineClassifier(), new ToyTexts(2));
        for (var i = 0; i < 12; i++) Learn(classifier, texts.Next());
        Right(classifier, Enumerable.Range(0, 300).Select(_ => texts.Next())).ShouldBeGreaterThan(0.6);
    }

    [Fact]
    public void Learn_ShuffledLabels_NoSkill()
    {
        var (classifier, texts) = (new OnlineClassifier(), new ToyTexts(3));
        var right = 0;
        for (var i = 0; i < 1_500; i++)
        {
            var (text, label) = texts.NextShuffled();
            if (Predict(classifier, text).Label == label) right++;
            Learn(classifier, (text, label));
        }

        // A third by chance, and four standard deviations of 1.2 points.
        (right / 1_500.0).ShouldBeInRange(0.28, 0.385);
    }

    [Fact]
    public void Learn_LabelsThatChangeSides_FollowsThem()
    {
        var (classifier, texts) = (new OnlineClassifier(), new ToyTexts(4));
        for (var i = 0; i < 100; i++) Learn(classifier, texts.Next());
        for (var i = 0; i < 300; i++) Learn(classifier, Turned(texts.Next()));
        Right(classifier, Enumerable.Range(0, 300).Select(_ => Turned(texts.Next()))).ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Learn_MoreLabelsThanTheMost_RestIgnored()
    {
        var classifier = new OnlineClassifier();
        for (var i = 0; i < OnlineClassifier.MaxLabels + 10; i++) Learn(classifier, ($"text number {i}", $"label-{i}"));
        classifier.Examples.ShouldBe(OnlineClassifier.MaxLabels);
        Predict(classifier, "text number 520").Label.ShouldNotBe("label-520");
        Learn(classifier, ("text number 7", "label-7"));
        classifier.Examples.ShouldBe(OnlineClassifier.MaxLabels + 1);
    }

    [Fact]
    public void Learn_LabelEmptyOrTooLong_Ignored()
    {
        var classifier = new OnlineClassifier();
        Learn(classifier, ("a text", ""));
        Learn(classifier, ("a text", new string('x', OnlineClassifier.MaxLabelLength + 1)));
        classifier.Examples.ShouldBe(0);
        classifier.Entries.ShouldBe(0);
    }

    [Fact]
    public void Learn_EndlessNovelty_MemoryIsBounded()
    {
        var (classifier, random) = (new OnlineClassifier(), new Random(6));
        for (var i = 0; i < 130; i++)
        {
            var text = new char[TextFeatures.MaxCharacters];
            foreach (ref var character in text.AsSpan()) character = (char)random.Next('a', 'z' + 1);
            Learn(classifier, (new string(text), $"label-{i}"));
        }
        classifier.Entries.ShouldBe(1 << 20);
        classifier.Examples.ShouldBe(130);
        Predict(classifier, "any text").Confidence.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Learn_TextWithoutFeatures_StillPredicts()
    {
        var classifier = new OnlineClassifier();
        Learn(classifier, ("", "empty"));
        Learn(classifier, ("...", "empty"));
        var guess = Predict(classifier, " ");
        (guess.Label, guess.KnownShare, guess.LabelExamples).ShouldBe(("empty", 0, 2));
    }

    [Fact]
    public void Apply_LessonOfAnotherState_Throws()
    {
        var classifier = new OnlineClassifier();
        using var text = FeatureVector.Of("a text");
        var lesson = classifier.Prepare(text, "one");
        Learn(classifier, ("another text", "two"));
        Should.Throw<ArgumentException>(() => classifier.Apply(text, lesson));
    }

    private static (string Text, string Label) Turned((string Text, string Label) example) =>
        (example.Text, ToyTexts.Labels[(Array.IndexOf(ToyTexts.Labels, example.Label) + 1) % 3]);

    private static void Learn(OnlineClassifier classifier, (string Text, string Label) example)
    {
        using var features = FeatureVector.Of(example.Text);
        classifier.Apply(features, classifier.Prepare(features, example.Label));
    }

    private static Guess Predict(OnlineClassifier classifier, string text)
    {
        using var features = FeatureVector.Of(text);
        return classifier.Predict(features);
    }

    private static double Right(OnlineClassifier classifier, IEnumerable<(string Text, string Label)> examples) =>
        examples.Average(example => Predict(classifier, example.Text).Label == example.Label ? 1.0 : 0.0);
}
