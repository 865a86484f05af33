namespace Atomic.Orchestration.Ports;

/// <summary>What a model ruled of an answer.</summary>
/// <param name="Score">0 (wrong) to 1 (right); null where it came to no verdict.</param>
/// <param name="Detail">Its reason, or why it came to no verdict, in one sentence.</param>
/// <param name="MicrotaskId">The microtask in which it was asked; null where none was.</param>
public sealed record JudgeRuling(double? Score, string Detail, string? MicrotaskId);
