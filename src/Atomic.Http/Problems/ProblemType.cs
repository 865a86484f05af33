using Atomic.Orchestration.Service;

namespace Atomic.Http.Problems;

/// <summary>A kind of problem (RFC 9457 section 3.1.1).</summary>
/// <param name="Code">Stable kebab-case code.</param>
/// <param name="Title">What it is, in a few words; the same for every occurrence.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="IsTemporary">Whether the same request may succeed later; answered with <c>Retry-After</c>.</param>
public sealed record ProblemType(string Code, string Title, int Status, bool IsTemporary = false)
{
    /// <summary>What every problem's <c>type</c> begins with.</summary>
    public const string TypePrefix = Problem.TypePrefix;

    /// <summary>The problem's <c>type</c>.</summary>
    public string Type { get; } = TypePrefix + Code;
}
