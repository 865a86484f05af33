using System.Text.Json;
using Atomic.Core.Decisions;

namespace Atomic.Orchestration.Activities;

/// <summary>What came of verifying an answer.</summary>
/// <param name="Output">The answer as JSON, or null where a check failed.</param>
/// <param name="Checks">The checks, of which the last is the one that failed.</param>
/// <param name="Repairs">What was mended, by name; empty where nothing was.</param>
/// <param name="Rejected">The refused answer with its faults, for the bidder to be asked again; null where there is none.</param>
public sealed record VerifiedAnswer(JsonElement? Output, IReadOnlyList<Verification> Checks, IReadOnlyList<string> Repairs, RejectedAnswer? Rejected)
{
    /// <summary>An answer that passed.</summary>
    /// <param name="output">The answer as JSON.</param>
    /// <param name="checks">The checks that it passed.</param>
    public static VerifiedAnswer Passed(JsonElement output, params IReadOnlyList<Verification> checks) => new(output, checks, [], null);

    /// <summary>An answer that failed, and is not worth asking again for.</summary>
    /// <param name="checks">The checks, the one that failed last.</param>
    public static VerifiedAnswer Failed(params IReadOnlyList<Verification> checks) => new(null, checks, [], null);
}
