namespace Atomic.Evaluation.Reports;

/// <summary>A model always.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Accuracy">How often it is right, 0 to 1.</param>
/// <param name="CostPerTaskUsd">What it costs per task in USD.</param>
public sealed record ModelFigures(string Name, double Accuracy, double CostPerTaskUsd);
