using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Schemas;

namespace Atomic.Core.Verifiers;

/// <summary>
/// A verifier that is a pure function of the answer, and cheap: it runs with the attempt, on every valid answer, so that it can refuse one and tells of each
/// bidder of a composite plan.
/// </summary>
public abstract record ImmediateVerifier : Verifier
{
    /// <summary>Most characters of an answer that a verdict repeats.</summary>
    private const int MaxQuoted = 80;

    /// <summary>Where in the answer the value is that it looks at, as JSON Pointer (RFC 6901); null or empty: the whole answer.</summary>
    public string? Pointer { get; init; }

    /// <summary>Whether an answer that fails it is refused as if it were no valid output, so that the plan goes on.</summary>
    public bool Required { get; init; }

    /// <inheritdoc/>
    public override VerifierFault? FindFault() =>
        Pointer is { Length: > 0 } pointer && !JsonPointer.IsValid(pointer)
            ? new VerifierFault("pointer", "must be a JSON Pointer, which begins with / and escapes ~ as ~0 and / as ~1")
            : null;

    /// <summary>Holds an answer against it. Never throws, whatever the answer is.</summary>
    /// <param name="output">The answer: a JSON string for free text, any JSON under an output schema.</param>
    public VerifierVerdict Verify(JsonElement output)
    {
        var finding = JsonPointer.TryFollow(output, Pointer ?? "", out var value)
            ? Check(value)
            : new Finding(false, $"The answer has nothing at {Pointer}.");
        return new VerifierVerdict(Name, finding.IsRight is { } right ? (right ? 1 : 0) : null, finding.Detail)
        {
            Trust = Trust ?? SignalTrust.Of(Signal.Verifier),
            Label = string.IsNullOrEmpty(Pointer) && RightAnswer is { Length: <= VerifierVerdict.MaxLabel } label ? label : null,
            Required = Required,
        };
    }

    /// <summary>The right answer, as text or as JSON, where the verifier knows it; null otherwise.</summary>
    private protected virtual string? RightAnswer => null;

    /// <summary>Holds a value against it.</summary>
    /// <param name="value">The value that the pointer leads to.</param>
    private protected abstract Finding Check(JsonElement value);

    /// <summary>A value as text: a string as it reads, anything else as JSON; null where it is a string that no text can hold (half of a surrogate pair).</summary>
    /// <param name="value">The value.</param>
    private protected static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A text in quotation marks, shortened.</summary>
    /// <param name="text">The text.</param>
    private protected static string Quoted(string text) =>
        text.Length <= MaxQuoted ? $"'{text}'" : $"'{text[..(char.IsHighSurrogate(text[MaxQuoted - 1]) ? MaxQuoted - 1 : MaxQuoted)]}…'";

    /// <summary>What a check found.</summary>
    /// <param name="IsRight">Whether the value is right; null where that cannot be told.</param>
    /// <param name="Detail">What was found, in one sentence.</param>
    private protected readonly record struct Finding(bool? IsRight, string Detail);
}
