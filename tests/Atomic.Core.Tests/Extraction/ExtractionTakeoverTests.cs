using System.Text.Json;
using Atomic.Core.Extraction;
using Atomic.Core.Specialists;

namespace Atomic.Core.Tests.Extraction;

/// <summary>The stream as production has it: a right answer is heard of only where the specialist did not answer, or was audited, and then counts for as many as it stands for.</summary>
public sealed class ExtractionTakeoverTests
{
    private const int Stream = 700;
    private const int LastHalf = Stream / 2;
    private static readonly AdmissionRules s_rules = new() { Floor = 0.95 };

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public void Learn_OnlyWhatTheTeacherWasAsked_TakesMostOverAndKeepsTheFloor(int seed)
    {
        var (given, right, teacherLate) = Run(seed, shuffled: false);

        ((double)right / given).ShouldBeGreaterThanOrEqualTo(0.95);
        ((double)teacherLate / LastHalf).ShouldBeLessThan(0.3);
        TestContext.Current.TestOutputHelper?.WriteLine($"given {given} of {Stream}, right {right}, teacher calls of the last half {(double)teacherLate / LastHalf:P1}");
    }

    [Fact]
    public void Learn_ShuffledAnswers_TakesNothingOver() => Run(seed: 11, shuffled: true).ShouldBe((0, 0, LastHalf));

    private static (int Given, int Right, int TeacherLate) Run(int seed, bool shuffled)
    {
        var (specialist, documents, draw) = (new ExtractionSpecialist(), new ToyDocuments(seed), new Random(seed));
        var (given, right, teacherLate) = (0, 0, 0);
        for (var i = 0; i < Stream; i++)
        {
            var (text, answer) = shuffled ? documents.NextShuffled() : documents.Next();
            var reading = ToyDocuments.Read(specialist, text);
            var offer = SpecialistAdmission.Decide(reading.Assessment, s_rules, default, out _);
            if (offer is { } admitted && draw.NextDouble() >= admitted.AuditShare)
            {
                given++;
                var fields = JsonElement.Parse(answer);
                right += reading.Fields.All(field => field.Value == FieldValue.Of(fields.GetProperty(field.Field[1..]))) ? 1 : 0;
                continue;
            }

            teacherLate += i >= LastHalf ? 1 : 0;
            ToyDocuments.Teach(specialist, text, answer, offer is { } audited ? 1 / audited.AuditShare : 1);
        }

        return (given, right, teacherLate);
    }
}
