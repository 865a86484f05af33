using System.Text.Json.Serialization;

namespace Atomic.Core.Verifiers;

/// <summary>A model judges a share of the answers, after they were given, as a microtask of its own.</summary>
public sealed record JudgeVerifier : Verifier
{
    /// <summary>Its type on the wire.</summary>
    public const string TypeName = "judge";

    /// <summary>The share of the answers that are judged, 0 to 1, drawn by the microtask's id.</summary>
    public double Share { get; init; } = 1;

    /// <summary>By what the answer is judged, for the judge to read; null: by the microtask's own instructions.</summary>
    public string? Rubric { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => TypeName;

    /// <inheritdoc/>
    public override VerifierFault? FindFault() => Share is >= 0 and <= 1 ? null : new VerifierFault("share", "must be from 0 to 1");
}
