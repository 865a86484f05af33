namespace Atomic.Client.Transport;

/// <summary>A problem as the server tells it (RFC 9457).</summary>
/// <param name="Type">Its stable name, ending in its code.</param>
/// <param name="Detail">What is wrong, and what to do.</param>
/// <param name="Pointer">The offending place in the body.</param>
internal sealed record ProblemBody(string? Type, string? Detail, string? Pointer)
{
    /// <summary>The code at the end of <see cref="Type"/>; null where there is none.</summary>
    public string? Code => Type is { } type && type.LastIndexOf(':') is >= 0 and var colon && colon + 1 < type.Length ? type[(colon + 1)..] : null;
}
