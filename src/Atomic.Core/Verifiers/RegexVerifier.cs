using System.Text.Json;
using System.Text.Json.Serialization;
using Atomic.Core.Schemas;

namespace Atomic.Core.Verifiers;

/// <summary>
/// The answer matches a regular expression (ECMA-262, as in JSON Schema's <c>pattern</c>: anywhere in the text, unless anchored). It is matched without
/// backtracking, in time linear in the answer, and within the limits of output schemas.
/// </summary>
public sealed record RegexVerifier : ImmediateVerifier
{
    /// <summary>Its type on the wire.</summary>
    public const string TypeName = "regex";

    /// <summary>The expression.</summary>
    public required string Pattern { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Name => TypeName;

    /// <inheritdoc/>
    public override VerifierFault? FindFault() =>
        SchemaPattern.TryCreate(Pattern, out _, out var message) ? base.FindFault() : new VerifierFault("pattern", $"cannot be used: {message}");

    /// <inheritdoc/>
    private protected override Finding Check(JsonElement value)
    {
        if (!SchemaPattern.TryCreate(Pattern, out var pattern, out var message)) return new Finding(null, $"The pattern cannot be used: {message}");
        if (TextOf(value) is not { } text) return new Finding(false, "The answer is no text.");
        var run = new ValidationRun();
        var matches = pattern.IsMatch(text, run);
        return run.HasEnded
            ? new Finding(null, $"The answer has {text.Length} characters, too many for this pattern; give the pattern less to repeat.")
            : new Finding(matches, matches ? "The answer matches the pattern." : $"The answer {Quoted(text)} does not match the pattern.");
    }
}
