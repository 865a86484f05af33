namespace Atomic.Client.Microtasks;

/// <summary>Why there was no money for a microtask.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Budget">The budget that has too little.</param>
/// <param name="LeftUsd">What it has left, in USD.</param>
/// <param name="RenewsAt">When it has all of its limit again; null: never by itself.</param>
public sealed record MicrotaskRefusal(string Code, string? Budget, double LeftUsd, DateTimeOffset? RenewsAt);
