using System.Runtime.InteropServices;
using Atomic.Core.Errors;
using Atomic.Orchestration.State;

namespace Atomic.Orchestration.Ports;

/// <summary>On whose account and for what money is spent.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Kind">The microtask's kind.</param>
/// <param name="Batch">The batch that it is part of; null: none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BudgetScope(string Tenant, string Kind, string? Batch)
{
    /// <summary>Refuses texts that a store could not keep as they are.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidField"/>.</exception>
    public void RequireKeys()
    {
        StoredText.RequireKey(Tenant);
        StoredText.RequireKey(Kind);
        StoredText.RequireKey(Batch ?? "");
    }
}
