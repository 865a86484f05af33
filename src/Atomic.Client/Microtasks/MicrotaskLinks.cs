namespace Atomic.Client.Microtasks;

/// <summary>Where a microtask and what belongs to it can be had, as paths of the server.</summary>
/// <param name="Self">The microtask.</param>
/// <param name="Explanation">Why it went to whom it went.</param>
/// <param name="Receipt">The signed decision record; null where the server makes none.</param>
public sealed record MicrotaskLinks(string Self, string Explanation, string? Receipt);
