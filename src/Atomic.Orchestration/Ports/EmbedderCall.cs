namespace Atomic.Orchestration.Ports;

/// <summary>A text to be embedded.</summary>
/// <param name="MicrotaskId">The microtask whose input it is.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">The text, already cut.</param>
/// <param name="TimeLimit">How long it may take; positive.</param>
public sealed record EmbedderCall(string MicrotaskId, string Kind, string Text, TimeSpan TimeLimit);
