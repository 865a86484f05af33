using System.Text;
using Atomic.Core.Errors;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Orchestration.Tests.Submissions;

/// <summary>The readers stand at the edge: whatever bytes come in, they answer with a value.</summary>
public sealed class RequestReaderRobustnessTests
{
    private static readonly string[] Seeds =
    [
        """{"kind":"email-routing","instructions":"Route \u00e9 \ud83d\ude00.","input":"Hello","outputSchema":{"enum":["a","b"],"pattern":"^a+$"},"policy":"economy","tags":{"t":"v"}}""",
        """{"kind":"k","input":[{"role":"user","content":"x"}],"policy":{"preset":"quality","objective":"best","maxCostUsd":0.5,"deny":["a"],"explore":true,"maxAttempts":3}}""",
        """{"score":0.5,"label":"billing","comment":"ok"}""",
    ];

    private static readonly string[] Codes =
        [ErrorCodes.MalformedJson, ErrorCodes.UnknownField, ErrorCodes.InvalidField, ErrorCodes.InvalidSchema, ErrorCodes.ImpossiblePolicy];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_RandomBytes_AnswersWithAValue(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = new byte[random.Next(64)];
            random.NextBytes(bytes);
            ShouldAnswer(bytes);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Read_MutatedRequest_AnswersWithAValue(int seed)
    {
        string[] splices = ["\"", "\\", "\\ud800", "\\u0000", "{", "}", "[", "]", ",", ":", "null", "1e999", "-", "\0", "\u00ff", "{\"a\":1,\"a\":2}"];
        var random = new Random(seed);
        for (var i = 0; i < 10_000; i++)
        {
            var text = Seeds[random.Next(Seeds.Length)];
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var at = random.Next(text.Length);
                var cut = random.Next(0, Math.Min(6, text.Length - at + 1));
                text = text[..at] + splices[random.Next(splices.Length)] + text[(at + cut)..];
            }

            var bytes = Encoding.UTF8.GetBytes(text);
            if (random.Next(4) == 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            ShouldAnswer(bytes);
        }
    }

    [Fact]
    public void Read_EveryPrefix_IsRefused()
    {
        foreach (var seed in Seeds)
        {
            var bytes = Encoding.UTF8.GetBytes(seed);
            for (var length = 0; length < bytes.Length; length++)
                MicrotaskRequestReader.Read(bytes.AsMemory(0, length)).Problem!.Code.ShouldBe(ErrorCodes.MalformedJson);
        }
    }

    [Fact]
    public void Read_NestedTenThousandDeep_IsRefused()
    {
        foreach (var opening in new[] { "[", "{\"a\":" })
        {
            var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(opening, 10_000)));
            MicrotaskRequestReader.Read(body).Problem!.Detail.ShouldContain("nested deeper");
        }
    }

    private static void ShouldAnswer(byte[] bytes)
    {
        ShouldAnswer(MicrotaskRequestReader.Read(bytes).Problem, bytes);
        ShouldAnswer(FeedbackRequestReader.Read(bytes, DateTimeOffset.UnixEpoch).Problem, bytes);
    }

    private static void ShouldAnswer(Problem? problem, byte[] bytes)
    {
        if (problem is null) return;
        Codes.ShouldContain(problem.Code, Convert.ToHexString(bytes));

        // The detail goes out as JSON: it must be text itself.
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(problem.Detail + problem.Pointer).ShouldBeGreaterThan(0);
    }
}
