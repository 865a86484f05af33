namespace Atomic.Client.Microtasks;

/// <summary>Requested, awarded and served, so that a fallback is never hidden.</summary>
/// <param name="Bidder">The bidder that answered; before the answer, the one that won.</param>
/// <param name="Model">Its model.</param>
/// <param name="ServedModel">The model that the endpoint says it served; null where it did not say.</param>
/// <param name="Plan">The plan that won, for instance <c>Fallback(a, b)</c>.</param>
/// <param name="Winner">The bidder that the auction awarded first.</param>
/// <param name="Attempts">How many attempts it took so far.</param>
public sealed record MicrotaskAward(string Bidder, string Model, string? ServedModel, string Plan, string? Winner, int Attempts);
