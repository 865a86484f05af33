using Atomic.Core.Specialists;

namespace Atomic.Core.Tests.Specialists;

public sealed class SpecialistTests
{
    [Fact]
    public void Learn_SeparableTexts_RehearsesAndIsConfident()
    {
        var (specialist, texts) = (new Specialist(), new ToyTexts(1));
        for (var i = 0; i < 150; i++) Teach(specialist, texts.Next());
        var assessments = Enumerable.Range(0, 100).Select(_ => ToyTexts.Assess(specialist, texts.Next().Text)).ToList();
        assessments.Average(static assessment => assessment.Answers.Share.Low).ShouldBeGreaterThan(0.9);
        assessments.ShouldAllBe(static assessment => assessment.Answers.Outcomes > 20);
        assessments.ShouldAllBe(static assessment => assessment.Examples == 150 && assessment.Gap == null);
    }

    [Fact]
    public void Learn_ShuffledLabels_IsNeverAdmitted()
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var (specialist, texts) = (new Specialist(), new ToyTexts(seed));
            for (var i = 0; i < 400; i++)
            {
                var (text, label) = texts.NextShuffled();
                var assessment = ToyTexts.Assess(specialist, text);
                SpecialistAdmission.Decide(assessment, new AdmissionRules(), default, out var gap).ShouldBeNull();
                gap.ShouldNotBeNullOrWhiteSpace();
                ToyTexts.Teach(specialist, text, label);
            }
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    [InlineData(0.4)]
    public void Assess_NoisyLabels_ClaimsWhatItDelivers(double noise)
    {
        var (claimed, low, right, count) = (0.0, 0.0, 0.0, 0);
        for (var seed = 0; seed < 6; seed++)
        {
            var (specialist, texts) = (new Specialist(), new ToyTexts(seed));
            for (var i = 0; i < 400; i++)
            {
                var (text, label) = texts.NextNoisy(noise);
                var assessment = ToyTexts.Assess(specialist, text);
                if (assessment.Examples >= 100 && assessment.Probability >= 0.5)
                {
                    (claimed, low, count) = (claimed + assessment.Probability, low + assessment.Answers.Share.Low, count + 1);
                    right += assessment.Guess.Label == label ? 1 : 0;
                }
                ToyTexts.Teach(specialist, text, label);
            }
        }
        count.ShouldBeGreaterThan(500);
        (claimed / count).ShouldBe(right / count, 0.05);
        (low / count).ShouldBe(right / count, 0.08);
    }

    [Theory]
    [InlineData("荷物がまだ届いていません。どうなっていますか")]
    [InlineData("qzxv wkjq pzzr vvxq jjkz qqwx zzpv")]
    [InlineData("")]
    [InlineData("1234567 890 4456 77")]
    public void Assess_TextUnlikeAnythingLearned_NotRecognised(string text)
    {
        var (specialist, texts) = (new Specialist(), new ToyTexts(1));
        for (var i = 0; i < 150; i++) Teach(specialist, texts.Next());
        ToyTexts.Assess(specialist, text).IsRecognised.ShouldBeFalse();
        ToyTexts.Assess(specialist, texts.Next().Text).IsRecognised.ShouldBeTrue();
    }

    [Fact]
    public void Learn_Example_GuessCountsBeforeItIsLearned()
    {
        // The same text twice with different labels: were it learned before it is guessed, each guess would be right.
        var specialist = new Specialist();
        for (var i = 0; i < 40; i++) ToyTexts.Teach(specialist, "always the same words", i % 2 == 0 ? "one" : "two");
        ToyTexts.Assess(specialist, "always the same words").Answers.Share.Expected.ShouldBeLessThan(0.65);
    }

    [Fact]
    public void Learn_LabelsSwapped_StepsBackWithinSomeDozenOutcomesAndEarnsItsPlaceAnew()
    {
        var (specialist, texts) = (new Specialist(), new ToyTexts(1));
        for (var i = 0; i < 600; i++) Teach(specialist, texts.Next());
        IsAdmitted().ShouldBeTrue();
        var needed = 0;
        for (; needed < 200 && IsAdmitted(); needed++) Teach(specialist, Swapped(texts.Next()));
        needed.ShouldBeLessThan(40);
        for (var i = 0; i < 4_000 && !IsAdmitted(); i++) Teach(specialist, Swapped(texts.Next()));
        IsAdmitted().ShouldBeTrue();

        bool IsAdmitted() => SpecialistAdmission.Decide(ToyTexts.Assess(specialist, "the parcel the courier tracking delivery"), new AdmissionRules { Floor = 0.9 }, default, out _) is not null;
        static (string Text, string Label) Swapped((string Text, string Label) example) => (example.Text, ToyTexts.Labels[(ToyTexts.Labels.IndexOf(example.Label) + 1) % ToyTexts.Labels.Length]);
    }

    [Fact]
    public void Assess_TooFewOfALabel_SaysWhatIsMissing()
    {
        var specialist = new Specialist();
        for (var i = 0; i < 10; i++) ToyTexts.Teach(specialist, "the parcel of the courier", "shipping");
        ToyTexts.Assess(specialist, "the parcel").Gap.ShouldBe("It has learned 1 of the 2 labels that it needs, with 5 examples each.");
        for (var i = 0; i < 10; i++) ToyTexts.Teach(specialist, "an invoice was charged", "billing");
        ToyTexts.Assess(specialist, "the parcel").Gap.ShouldBeNull();
        for (var i = 0; i < 3; i++) ToyTexts.Teach(specialist, "battery screen crash", "technical");
        ToyTexts.Assess(specialist, "battery screen crash").Gap.ShouldBe("It has learned 3 of the 5 examples that it needs of the likeliest label.");
    }

    [Fact]
    public void Assess_AnyNumberOfTimes_ChangesNothing()
    {
        var (specialist, texts) = (new Specialist(), new ToyTexts(1));
        for (var i = 0; i < 50; i++) Teach(specialist, texts.Next());
        var before = SpecialistSnapshot.Write(specialist);
        for (var i = 0; i < 50; i++) ToyTexts.Assess(specialist, texts.Next().Text);
        SpecialistSnapshot.Write(specialist).ShouldBe(before);
    }

    private static void Teach(Specialist specialist, (string Text, string Label) example) => ToyTexts.Teach(specialist, example.Text, example.Label);
}
