using System.Diagnostics;
using System.Text.Json;
using Atomic.Core.Extraction;
using Atomic.Core.Specialists;
using CsCheck;

namespace Atomic.Core.Tests.Extraction;

public sealed class ExtractionSpecialistTests
{
    private const int Taught = 500;
    private const int Late = 200;
    private static readonly AdmissionRules s_rules = new() { Floor = 0.95 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Read_StreamOfInvoices_TakesOverAtTheFloorAndDeclinesLayoutsItHasNotSeen(int seed)
    {
        var (specialist, documents) = (new ExtractionSpecialist(), new ToyDocuments(seed));
        var (given, right, givenLate) = (0, 0, 0);
        for (var i = 0; i < Taught; i++)
        {
            var (text, answer) = documents.Next();
            var reading = ToyDocuments.Read(specialist, text);
            if (IsGiven(reading))
            {
                given++;
                right += IsRight(reading, answer) ? 1 : 0;
                givenLate += i >= Taught - Late ? 1 : 0;
            }

            ToyDocuments.Teach(specialist, text, answer);
        }

        ((double)right / given).ShouldBeGreaterThanOrEqualTo(0.95);
        givenLate.ShouldBeGreaterThan(Late * 85 / 100);
        var unseen = Enumerable.Range(0, 100).Select(i => documents.Next(ToyDocuments.TaughtLayouts + (i % (ToyDocuments.Layouts - ToyDocuments.TaughtLayouts))).Text);
        unseen.Count(text => IsGiven(ToyDocuments.Read(specialist, text))).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Read_ShuffledAnswers_NeverTakesOver()
    {
        for (var seed = 1; seed <= 2; seed++)
        {
            var (specialist, documents) = (new ExtractionSpecialist(), new ToyDocuments(seed));
            for (var i = 0; i < 300; i++)
            {
                var (text, answer) = documents.NextShuffled();
                SpecialistAdmission.Decide(ToyDocuments.Read(specialist, text).Assessment, new AdmissionRules(), default, out var gap).ShouldBeNull();
                gap.ShouldNotBeNullOrWhiteSpace();
                ToyDocuments.Teach(specialist, text, answer);
            }
        }
    }

    [Fact]
    public void Read_AnyText_ValuesStandInTheTextInTheirForm()
    {
        var specialist = Learned(150);
        var documents = Gen.Int[0, 10_000].Select(static seed => new ToyDocuments(seed).Next(seed % ToyDocuments.Layouts).Text);
        Gen.OneOf(documents, Gen.Select(documents, Gen.String, static (text, noise) => noise + text[(text.Length / 3)..] + noise), Gen.String).Sample(text =>
        {
            var tokens = TokenizedText.Of(text);
            foreach (var guess in ToyDocuments.Read(specialist, text).Fields)
            {
                guess.Confidence.ShouldBeInRange(0, 1);
                if (guess.Gap is not null) guess.Value.ShouldBeNull();
                else if (guess.Start is { } start) ValueForms.Apply(guess.Form!.Value, tokens.Text.AsSpan(start, guess.Length!.Value)).ShouldBe(guess.Value);
                else if (guess.Field != "/paid") guess.IsAbsent.ShouldBeTrue($"{guess.Field} is no class of the text");
            }
        }, iter: 300);
    }

    [Fact]
    public void Learn_SameExamplesInTheSameOrder_SameStateBitForBit() => ExtractionSnapshot.Write(Learned(60)).ShouldBe(ExtractionSnapshot.Write(Learned(60)));

    [Fact]
    public void Read_AnyNumberOfTimes_ChangesNothing()
    {
        var specialist = Learned(30);
        var before = ExtractionSnapshot.Write(specialist);
        for (var seed = 0; seed < 20; seed++) ToyDocuments.Read(specialist, new ToyDocuments(seed).Next().Text);
        ExtractionSnapshot.Write(specialist).ShouldBe(before);
    }

    [Fact]
    public void Learn_ValueThatStandsTwice_LearnsWhichPlaceIsMeant()
    {
        // In one text in three the amount and the deposit are the same: either place could be meant, and the other texts tell which.
        var (specialist, random) = (new ExtractionSpecialist(), new Random(1));
        for (var i = 0; i < 60; i++)
        {
            var (amount, deposit) = (random.Next(100, 999), random.Next(100, 999));
            if (i % 3 == 0) deposit = amount;
            ToyDocuments.Teach(specialist, $"deposit {deposit}\namount {amount}", $$"""{"amount":{{amount}}}""");
        }

        var field = ToyDocuments.Read(specialist, "deposit 111\namount 222", "/amount").Fields.Single();
        (field.Value, field.Start, field.Length, field.Form).ShouldBe((FieldValue.OfNumber(222), 19, 3, ValueForm.PointNumber));
        field.Confidence.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Learn_NewField_StepsBackUntilItIsLearned()
    {
        var specialist = Learned(300);
        var documents = new ToyDocuments(5);
        IsGiven(ToyDocuments.Read(specialist, documents.Next().Text)).ShouldBeTrue();

        string[] wanted = [.. ToyDocuments.Fields, "/item"];
        Gap().ShouldBe("It has learned 0 of the 5 examples that it needs of /item.");
        Teach();
        Gap().ShouldBe("It has learned 1 of the 5 examples that it needs of /item.");
        for (var i = 0; i < 4; i++) Teach();
        Gap().ShouldNotBeNull("what was known is of answers without it");
        for (var i = 0; i < 300 && Gap() is not null; i++) Teach();
        Gap().ShouldBeNull();

        void Teach()
        {
            var (text, answer) = documents.Next();
            ToyDocuments.Teach(specialist, $"{text}\nitem: A-{text.Length}", $$"""{{answer[..^1]}},"item":"A-{{text.Length}}"}""");
        }

        string? Gap()
        {
            var text = $"{new ToyDocuments(9).Next().Text}\nitem: A-77";
            return SpecialistAdmission.Decide(ToyDocuments.Read(specialist, text, wanted).Assessment, s_rules, default, out var gap) is null ? gap : null;
        }
    }

    [Fact]
    public void Learn_AnswersHoldNoLonger_StepsBackWithinSomeDozenOutcomes()
    {
        var (specialist, documents) = (Learned(400), new ToyDocuments(7));
        var text = documents.Next(0).Text;
        IsGiven(ToyDocuments.Read(specialist, text)).ShouldBeTrue();
        var needed = 0;
        for (; needed < 200 && IsGiven(ToyDocuments.Read(specialist, text)); needed++)
        {
            var (next, answer) = documents.NextShuffled();
            ToyDocuments.Teach(specialist, next, answer);
        }

        needed.ShouldBeLessThan(40);
    }

    [Fact]
    public void Learn_AnotherPlaceMeant_IsFollowedWithFewWrongAnswers()
    {
        var (specialist, documents) = (Learned(400), new ToyDocuments(7));
        var (given, wrong) = (0, 0);
        for (var i = 0; i < 200; i++)
        {
            var (text, answer) = documents.Next();
            var fields = JsonElement.Parse(answer);
            var meant = answer.Replace(fields.GetProperty("number").GetRawText(), fields.GetProperty("vendor").GetRawText(), StringComparison.Ordinal);
            var reading = ToyDocuments.Read(specialist, text);
            if (IsGiven(reading))
            {
                given++;
                wrong += IsRight(reading, meant) ? 0 : 1;
            }

            ToyDocuments.Teach(specialist, text, meant);
        }

        wrong.ShouldBeInRange(1, 20);
        given.ShouldBeGreaterThan(100, $"{wrong} wrong");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\ud800\udc00\ud800")]
    [InlineData("\0\u0001\u001b[31m")]
    [InlineData("9")]
    [InlineData("a1")]
    [InlineData("1,1.1-")]
    [InlineData("€:")]
    public void Read_HostileText_IsBoundedAndDeclined(string piece)
    {
        var specialist = Learned(150);
        var text = string.Concat(Enumerable.Repeat(piece, 10_000_000 / Math.Max(1, piece.Length)));
        var started = Stopwatch.GetTimestamp();
        IsGiven(ToyDocuments.Read(specialist, text)).ShouldBeFalse();
        ToyDocuments.Teach(specialist, text, """{"number":"9","vendor":"a1","date":"2026-01-01","total":1,"currency":"EUR","due":null,"paid":false}""");
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Read_LongerThanItReads_SaysSo()
    {
        var (specialist, text) = (Learned(150), new ToyDocuments(3).Next().Text);
        ToyDocuments.Read(specialist, text + new string(' ', TokenizedText.MaxCharacters)).Assessment.Gap.ShouldNotBeNull().ShouldStartWith("The input is longer than the 4096 characters that it reads");
    }

    [Fact]
    public void Learn_EndlessNovelty_MemoryIsBounded()
    {
        var (specialist, random) = (new ExtractionSpecialist(), new Random(1));
        for (var i = 0; i < 600; i++)
        {
            var words = string.Join(' ', Enumerable.Range(0, 40).Select(_ => $"w{random.Next():x}"));
            ToyDocuments.Teach(specialist, words, $$"""{"f{{i % 40}}":"{{words.Split(' ')[20]}}"}""");
        }

        specialist.Extractor.Rows.ShouldBe(1 << 14);
        specialist.Extractor.Fields.Count().ShouldBeLessThanOrEqualTo(AnswerFields.MaxFields);
    }

    private static ExtractionSpecialist Learned(int examples)
    {
        var (specialist, documents) = (new ExtractionSpecialist(), new ToyDocuments(2));
        for (var i = 0; i < examples; i++)
        {
            var (text, answer) = documents.Next();
            ToyDocuments.Teach(specialist, text, answer);
        }

        return specialist;
    }

    private static bool IsGiven(ExtractionReading reading) => SpecialistAdmission.Decide(reading.Assessment, s_rules, default, out _) is not null;

    private static bool IsRight(ExtractionReading reading, string answer)
    {
        var right = JsonElement.Parse(answer);
        return reading.Fields.All(field => field.Gap is null && field.Value == FieldValue.Of(right.GetProperty(field.Field[1..])));
    }
}
