using System.Runtime.InteropServices;

namespace Atomic.Orchestration.Ports;

/// <summary>On whose account and for what money is spent.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Kind">The microtask's kind.</param>
/// <param name="Batch">The batch that it is part of; null: none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BudgetScope(string Tenant, string Kind, string? Batch);
