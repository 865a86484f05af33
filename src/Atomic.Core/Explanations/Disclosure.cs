namespace Atomic.Core.Explanations;

/// <summary>A bidder to whose model the input was sent, and by what right.</summary>
/// <param name="BidderId">Who.</param>
/// <param name="Model">The model; null where the record does not say yet.</param>
/// <param name="Region">Its region as the market states it now; null where the market no longer has it.</param>
/// <param name="At">When the first attempt was started; null where the record does not say.</param>
/// <param name="Permitted">Whether the policy permits it, as far as the market's facts are still known; null where that cannot be told.</param>
/// <param name="Because">Why it was sent, and what permitted it, in sentences.</param>
public sealed record Disclosure(string BidderId, string? Model, string? Region, DateTimeOffset? At, bool? Permitted, string Because);
