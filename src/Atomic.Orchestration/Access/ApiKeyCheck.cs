namespace Atomic.Orchestration.Access;

/// <summary>What a look at an API key found: who holds it, or why it is refused.</summary>
/// <param name="Caller">Who holds it; null where it is refused.</param>
/// <param name="Fault">Why it is refused.</param>
public readonly record struct ApiKeyCheck(Caller? Caller, ApiKeyFault Fault);
