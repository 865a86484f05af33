namespace Atomic.Cli.Api;

/// <summary>The award of a microtask as the API tells it.</summary>
/// <param name="Bidder">The bidder that answered.</param>
/// <param name="Model">Its model.</param>
/// <param name="ServedModel">The model that its endpoint says it served.</param>
/// <param name="Plan">The plan in words.</param>
/// <param name="Winner">The bidder that won the auction.</param>
/// <param name="Attempts">How many attempts it took.</param>
internal sealed record AwardAnswer(string Bidder, string Model, string? ServedModel, string Plan, string Winner, int Attempts);
