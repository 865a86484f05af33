namespace Atomic.Core.Explanations;

/// <summary>Something that must hold of every record, checked against this one; the reader can check it again.</summary>
/// <param name="Id">Stable kebab-case id.</param>
/// <param name="Claim">What must hold, in one sentence.</param>
/// <param name="Holds">Whether it does.</param>
/// <param name="Evidence">The figures that were compared, or what contradicts the claim.</param>
public sealed record Fact(string Id, string Claim, bool Holds, string Evidence);
