using System.Text.Json.Nodes;

namespace Atomic.Acceptance.Tests.Markets;

/// <summary>The stalls of the shared server's market.</summary>
internal static class Stalls
{
    public const string Plain = "plain";
    public const string Waited = "waited";
    public const string Once = "once";
    public const string Raced = "raced";
    public const string Listed = "listed";
    public const string Explained = "explained";
    public const string Running = "running";
    public const string Judged = "judged";
    public const string Contextual = "contextual";
    public const string Cancelled = "cancelled";
    public const string Broken = "broken";
    public const string Limited = "limited";
    public const string Regional = "regional";
    public const string Denied = "denied";
    public const string Allowed = "allowed";
    public const string Schema = "schema";
    public const string Garbled = "garbled";
    public const string Doomed = "doomed";
    public const string Unaffordable = "unaffordable";
    public const string Hanging = "hanging";
    public const string Slow = "slow";
    public const string Crowded = "crowded";
    public const string Fuzzed = "fuzzed";
    public const string Prompted = "prompted";

    public static IReadOnlyList<Stall> All { get; } =
    [
        .. new[] { Plain, Waited, Once, Raced, Listed, Explained, Running, Judged, Contextual, Cancelled, Broken, Limited, Garbled, Doomed, Unaffordable, Hanging, Crowded, Fuzzed }
            .Select(static kind => Stall.Pair(kind)),
        Stall.Pair(Regional, firstRegion: "us", secondRegion: "eu"),
        Stall.Pair(Denied),
        Stall.Pair(Prompted) with
        {
            Variants =
            [
                new JsonObject { ["Name"] = "stepwise", ["Instructions"] = "Think first. {instructions}" },
                new JsonObject { ["Name"] = "shown", ["Demonstrations"] = new JsonObject { ["Count"] = 2 } },
            ],
        },
        Stall.Pair(Allowed),
        Stall.Pair(Schema, firstRecorded: TestRecording.Rambler),
        new Stall(Slow, new StallBidder("slow-first", 1), new StallBidder("slow-second", 5, LatencySeconds: 1.4), new StallBidder("slow-third", 100)),
    ];
}
