namespace Atomic.Orchestration.Service;

/// <summary>An expected refusal, as a value: the edge turns it into RFC 9457 or the OpenAI error body.</summary>
/// <param name="Code">Stable code, see <see cref="Atomic.Core.Errors.ErrorCodes"/>.</param>
/// <param name="Detail">One sentence: what is wrong, and what to do.</param>
/// <param name="Pointer">The offending place in the request as a JSON Pointer (RFC 6901); null where it has none.</param>
public sealed record Problem(string Code, string Detail, string? Pointer = null)
{
    /// <summary>What every problem's <c>type</c> begins with on the wire (RFC 9457 section 3.1.1); its code follows.</summary>
    public const string TypePrefix = "urn:atomic:problem:";
}
