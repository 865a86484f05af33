using Atomic.Replay.Recordings;

namespace Atomic.Acceptance.Tests.Markets;

/// <summary>The answers of the test market: two models, of which one answers as it is asked to and the other in prose.</summary>
internal static class TestRecording
{
    public const string Clerk = "clerk";
    public const string Rambler = "rambler";

    /// <summary>To be routed to billing.</summary>
    public const string Invoice = "Where is my invoice?";

    /// <summary>Text of many scripts, with characters outside of the basic plane, combining marks and a right-to-left run.</summary>
    public const string Scripts = "Grüße, 世界! \u05e9\u05dc\u05d5\u05dd 👩‍🚀 e\u0301 \t\"quoted\" \\ </script>";

    /// <summary>The answer to <see cref="Scripts"/>.</summary>
    public const string ScriptsAnswer = "Привет 🚀 \"да\"\n\u200f\u05db\u05df \u0007 é</script>";

    /// <summary>How many numbered questions there are.</summary>
    public const int Questions = 256;

    /// <summary>Larger than what travels inside history.</summary>
    public static string Long { get; } = string.Concat(Enumerable.Range(0, 5_000).Select(static i => $"line {i}\n"));

    /// <summary>The answer to <see cref="Long"/>.</summary>
    public static string LongAnswer { get; } = string.Concat(Enumerable.Range(0, 4_000).Select(static i => $"answer {i} ")).Trim();

    public static Recording Recording { get; } = new(
        new RecordedMarket
        {
            Name = "acceptance",
            Models = new Dictionary<string, RecordedModel> { [Clerk] = new(), [Rambler] = new() },
        },
        [
            Task("invoice", Invoice, """{"team":"billing"}""", "That is a matter for billing, I think."),
            Task("scripts", Scripts, ScriptsAnswer, ScriptsAnswer),
            Task("long", Long, LongAnswer, LongAnswer),
            .. Enumerable.Range(0, Questions).Select(static i => Task($"question-{i}", Question(i), Answer(i), Answer(i))),
        ]);

    /// <summary>What every model answers to anything else.</summary>
    public static RecordedAnswer Anything { get; } = Of("Noted.");

    public static string Question(int number) => $"What is the answer to question {number}?";

    public static string Answer(int number) => $"The answer to {number} is {number * 7919}.";

    private static RecordedTask Task(string id, string input, string clerk, string rambler) => new()
    {
        Id = id,
        Kind = "any",
        Input = input,
        Answers = new Dictionary<string, RecordedAnswer> { [Clerk] = Of(clerk), [Rambler] = Of(rambler) },
    };

    private static RecordedAnswer Of(string output) => new(output, null, 20, RecordedAnswer.EstimateTokens(output));
}
