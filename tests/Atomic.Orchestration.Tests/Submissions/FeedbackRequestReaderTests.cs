using System.Text;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Submissions;

namespace Atomic.Orchestration.Tests.Submissions;

public sealed class FeedbackRequestReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"score":1}""", 1, null, null)]
    [InlineData("""{"score":0.25,"label":"billing","comment":"Nearly."}""", 0.25, "billing", "Nearly.")]
    [InlineData("""{"score":0,"label":null,"comment":null}""", 0, null, null)]
    public void Read_Valid_GivesIt(string body, double score, string? label, string? comment) =>
        FeedbackRequestReader.Read(Encoding.UTF8.GetBytes(body), Now).Value
            .ShouldBe(new Feedback { Score = score, Label = label, Comment = comment, ReceivedAt = Now });

    [Fact]
    public void Read_TrustAndSource_AreTaken() =>
        FeedbackRequestReader.Read("""{"score":1,"trust":0.25,"source":"support desk"}"""u8.ToArray(), Now).Value
            .ShouldBe(new Feedback { Score = 1, Trust = 0.25, Source = "support desk", ReceivedAt = Now });

    [Theory]
    [InlineData("""{}""", "invalid-field", "/score")]
    [InlineData("""{"score":null}""", "invalid-field", "/score")]
    [InlineData("""{"score":1.5}""", "invalid-field", "/score")]
    [InlineData("""{"score":"1"}""", "invalid-field", "/score")]
    [InlineData("""{"score":1,"label":2}""", "invalid-field", "/label")]
    [InlineData("""{"score":1,"comment":" "}""", "invalid-field", "/comment")]
    [InlineData("""{"score":1,"trust":1.1}""", "invalid-field", "/trust")]
    [InlineData("""{"score":1,"trust":"1"}""", "invalid-field", "/trust")]
    [InlineData("""{"score":1,"source":7}""", "invalid-field", "/source")]
    [InlineData("""{"score":1,"labels":"x"}""", "unknown-field", "/labels")]
    [InlineData("""[1]""", "invalid-field", "")]
    [InlineData("""{"score":1""", "malformed-json", null)]
    public void Read_Fault_IsNamedAndPointedTo(string body, string code, string? pointer)
    {
        var problem = FeedbackRequestReader.Read(Encoding.UTF8.GetBytes(body), Now).Problem!;

        problem.Code.ShouldBe(code);
        problem.Pointer.ShouldBe(pointer);
    }
}
