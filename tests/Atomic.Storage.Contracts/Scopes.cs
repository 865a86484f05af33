using Atomic.Orchestration.Ports;

namespace Atomic.Storage.Contracts;

public static class Scopes
{
    /// <summary>The scope of the default tenant's kind, in no batch.</summary>
    public static BudgetScope Of(string kind) => new("default", kind, null);
}
