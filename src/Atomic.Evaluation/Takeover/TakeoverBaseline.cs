namespace Atomic.Evaluation.Takeover;

/// <summary>A yardstick.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Figures">What it came to.</param>
public sealed record TakeoverBaseline(string Name, TakeoverFigures Figures);
