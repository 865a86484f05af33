namespace Atomic.Core.Verifiers;

/// <summary>Why a verifier cannot be used.</summary>
/// <param name="Field">The field that is wrong, by its name on the wire.</param>
/// <param name="Message">What is wrong and what to do, in one sentence.</param>
public sealed record VerifierFault(string Field, string Message);
