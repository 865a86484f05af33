namespace Atomic.Orchestration.Access;

/// <summary>The names of scopes in requests, answers and on the command line: <c>read</c>, <c>run</c>, <c>admin</c>.</summary>
public static class ScopeNames
{
    private static readonly (string Name, AccessScopes Scope)[] Scopes =
        [("read", AccessScopes.Read), ("run", AccessScopes.Run), ("admin", AccessScopes.Admin)];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Scopes.Select(static scope => scope.Name)];

    /// <summary>The names of those scopes, in the order of <see cref="All"/>.</summary>
    /// <param name="scopes">The scopes.</param>
    public static IReadOnlyList<string> Of(AccessScopes scopes) =>
        [.. Scopes.Where(scope => scopes.HasFlag(scope.Scope)).Select(static scope => scope.Name)];

    /// <summary>The scope of that name.</summary>
    /// <param name="name">The name.</param>
    /// <returns><see cref="AccessScopes.None"/> where there is none.</returns>
    public static AccessScopes Find(string? name) => Array.Find(Scopes, scope => scope.Name == name).Scope;
}
