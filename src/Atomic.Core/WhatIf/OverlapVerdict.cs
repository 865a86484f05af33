using System.Text.Json.Serialization;

namespace Atomic.Core.WhatIf;

/// <summary>Whether recorded traffic tells what another policy would have given.</summary>
/// <param name="Code">Stable: one of the constants here.</param>
/// <param name="Detail">The same in one sentence, with the figures, and what would help.</param>
public sealed record OverlapVerdict(string Code, string Detail)
{
    /// <summary>It does.</summary>
    public const string Told = "told";

    /// <summary>There is no microtask to tell it from.</summary>
    public const string NoTraffic = "no-traffic";

    /// <summary>There are too few microtasks, whatever the policies.</summary>
    public const string TooFewMicrotasks = "too-few-microtasks";

    /// <summary>The policy of then hardly ever awarded what the target would, so that a few microtasks would decide.</summary>
    public const string ThinOverlap = "thin-overlap";

    /// <summary>The target would award too much that the policy of then never could, or run it another way.</summary>
    public const string OutsideSupport = "outside-support";

    /// <summary>Too few answers are judged, or too few of those that the target would prefer.</summary>
    public const string TooFewJudged = "too-few-judged";

    /// <summary>Whether figures are given; follows from the code.</summary>
    [JsonIgnore]
    public bool IsTold => Code == Told;
}
