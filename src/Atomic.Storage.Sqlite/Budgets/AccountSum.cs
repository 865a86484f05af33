using System.Runtime.InteropServices;
using Atomic.Orchestration.Budgets;

namespace Atomic.Storage.Sqlite.Budgets;

/// <summary>What was spent from an account in all.</summary>
/// <param name="Key">Which account.</param>
/// <param name="Spent">Nano-dollars.</param>
/// <param name="ExpiresAt">When its row may be deleted; null: never.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AccountSum(AccountKey Key, Int128 Spent, DateTimeOffset? ExpiresAt);
