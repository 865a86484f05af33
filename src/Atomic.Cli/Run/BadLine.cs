namespace Atomic.Cli.Run;

/// <summary>A line that is no microtask.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Reason">Why, as the second half of a sentence.</param>
internal sealed record BadLine(int Line, string Reason);
