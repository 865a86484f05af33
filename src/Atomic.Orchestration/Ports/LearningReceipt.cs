namespace Atomic.Orchestration.Ports;

/// <summary>What became of a learning.</summary>
/// <param name="Version">The kind's version afterwards.</param>
/// <param name="Counted">False where the learning id had been learned before, and nothing was changed.</param>
public readonly record struct LearningReceipt(long Version, bool Counted);
