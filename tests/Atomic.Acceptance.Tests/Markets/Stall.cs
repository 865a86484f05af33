using System.Text.Json.Nodes;

namespace Atomic.Acceptance.Tests.Markets;

/// <summary>The bidders of one kind. Each test has a kind of its own, so that what one test teaches or breaks is no other's.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Bidders">Those that do it, and nothing else.</param>
public sealed record Stall(string Kind, params IReadOnlyList<StallBidder> Bidders)
{
    /// <summary>The prompt variants of its bidders: objects as <c>Atomic:Market:Variants</c> takes them, without kinds.</summary>
    public IReadOnlyList<JsonObject> Variants { get; init; } = [];

    /// <summary>A stall of a cheap bidder <c>KIND-first</c> and a dear one <c>KIND-second</c>.</summary>
    public static Stall Pair(string kind, string firstRegion = "eu", string secondRegion = "eu", string firstRecorded = TestRecording.Clerk) =>
        new(kind, new StallBidder(First(kind), 1, firstRegion, firstRecorded), new StallBidder(Second(kind), 10, secondRegion));

    /// <summary>The cheap bidder of a pair.</summary>
    public static string First(string kind) => kind + "-first";

    /// <summary>The dear bidder of a pair.</summary>
    public static string Second(string kind) => kind + "-second";
}
