using System.Text.Json.Serialization;

namespace Atomic.Core.Verifiers;

/// <summary>A program of the operator judges the answer, after it was given. Which one a name stands for is in the server's configuration alone.</summary>
public sealed record ExecutableVerifier : Verifier
{
    /// <summary>Its type on the wire.</summary>
    public const string TypeName = "executable";

    /// <summary>The program's name in the configuration.</summary>
    [JsonPropertyName("name")]
    public required string Program { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => $"{TypeName} {Program}";
}
