using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.Crashes;

/// <summary>A submission of the crash test, the same again where it is repeated.</summary>
/// <param name="Key">Its idempotency key.</param>
/// <param name="Body">Its body.</param>
/// <param name="Prefer">Whether and how long it waits.</param>
internal sealed record CrashSubmission(string Key, string Body, string Prefer)
{
    public static readonly string[] Kinds = ["crash-alpha", "crash-beta"];

    /// <summary>The bidders: reliable, failing now and then, and giving useless answers now and then.</summary>
    public static IReadOnlyList<Stall> Stalls { get; } =
    [
        .. Kinds.Select(static kind => new Stall(
            kind, new StallBidder(kind + "-reliable", 3), new StallBidder(kind + "-failing", 2), new StallBidder(kind + "-useless", 1))),
    ];

    /// <summary>The next one: one of two kinds, waiting or not, with a schema or without; and of every twenty one beyond what history carries.</summary>
    public static CrashSubmission Next(Random random, string key)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        var shape = random.Next(20);
        var input = shape switch
        {
            0 => TestRecording.Long,
            < 8 => TestRecording.Invoice,
            _ => TestRecording.Question(random.Next(TestRecording.Questions)),
        };
        var body = Request.Of(kind, input, """{"maxAttempts":3}""", input == TestRecording.Invoice ? Request.TeamSchema : null);
        return new CrashSubmission(key, body, random.Next(2) == 0 ? "respond-async" : "wait=30");
    }
}
