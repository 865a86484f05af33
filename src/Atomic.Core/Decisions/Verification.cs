namespace Atomic.Core.Decisions;

/// <summary>One check of an answer.</summary>
/// <param name="Check">Its name: <c>not-empty</c>, <c>json</c>, <c>repaired</c>, <c>output-schema</c>.</param>
/// <param name="Passed">Whether it passed.</param>
/// <param name="Detail">What failed, in one sentence; null where it passed; of <c>repaired</c>, which always passes, the names of the repairs.</param>
public sealed record Verification(string Check, bool Passed, string? Detail = null);
