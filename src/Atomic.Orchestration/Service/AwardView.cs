namespace Atomic.Orchestration.Service;

/// <summary>Requested, awarded and served, so that a fallback is never hidden.</summary>
/// <param name="Bidder">The bidder that answered; before the answer, the first of those at work.</param>
/// <param name="Model">Its model.</param>
/// <param name="ServedModel">The model that the endpoint says it served; null where it did not say, or before the answer.</param>
/// <param name="Plan">The plan that won, for instance <c>Fallback(a, b)</c>.</param>
/// <param name="Winner">The id of the bid that won: a bidder's, or a composite plan's own.</param>
/// <param name="Attempts">How many attempts it took so far.</param>
public sealed record AwardView(string Bidder, string Model, string? ServedModel, string Plan, string Winner, int Attempts)
{
    /// <summary>The bidders that are at work, in the order in which they were asked; empty where none is.</summary>
    public IReadOnlyList<string> AtWork { get; init; } = [];
}
