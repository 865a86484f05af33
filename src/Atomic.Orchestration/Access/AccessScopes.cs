namespace Atomic.Orchestration.Access;

/// <summary>What a caller may do. Each stands for itself: who may run may not thereby read what others of its tenant ran.</summary>
[Flags]
public enum AccessScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read the tenant's microtasks, their explanations, and the market.</summary>
    Read = 1,

    /// <summary>Submit microtasks and get their answers, cancel them, give feedback.</summary>
    Run = 2,

    /// <summary>Operate the house: keys of every tenant, failures.</summary>
    Admin = 4,

    /// <summary>Everything.</summary>
    All = Read | Run | Admin,
}
