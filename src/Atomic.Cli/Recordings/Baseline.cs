namespace Atomic.Cli.Recordings;

/// <summary>What a fixed way of choosing would have got and paid over the same microtasks, computed from the recording.</summary>
/// <param name="Name">The model, or the name of the rule.</param>
/// <param name="Right">Right answers.</param>
/// <param name="Microtasks">Microtasks.</param>
/// <param name="CostUsd">US dollars, by the market's prices and the recorded tokens.</param>
internal sealed record Baseline(string Name, int Right, int Microtasks, double CostUsd)
{
    /// <summary>The share of right answers.</summary>
    public double Accuracy => Microtasks == 0 ? 0 : (double)Right / Microtasks;
}
