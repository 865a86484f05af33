namespace Atomic.Client.Microtasks;

/// <summary>A page of a listing, newest first.</summary>
/// <param name="Items">The microtasks.</param>
/// <param name="Continuation">Where the next page begins; null on the last.</param>
public sealed record MicrotaskPage(IReadOnlyList<MicrotaskResult> Items, string? Continuation);
