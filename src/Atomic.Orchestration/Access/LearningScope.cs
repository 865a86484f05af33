namespace Atomic.Orchestration.Access;

/// <summary>
/// The name under which what is learned of a kind is kept: each tenant's kinds are its own, since a track record tells of its traffic and a
/// specialist of its texts. The default tenant's scope is the kind itself.
/// </summary>
public static class LearningScope
{
    // A kind's name holds none, so that no tenant can name its way into another's scope.
    private const char Separator = '/';

    /// <summary>The scope of a tenant's kind.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="kind">The kind.</param>
    public static string Of(string tenant, string kind) => tenant == TenantName.Default ? kind : $"{tenant}{Separator}{kind}";

    /// <summary>The kind in a scope.</summary>
    /// <param name="scope">The scope.</param>
    public static string KindOf(string scope) => scope[(scope.IndexOf(Separator, StringComparison.Ordinal) + 1)..];

    /// <summary>The tenant in a scope.</summary>
    /// <param name="scope">The scope.</param>
    public static string TenantOf(string scope)
    {
        var end = scope.IndexOf(Separator, StringComparison.Ordinal);
        return end < 0 ? TenantName.Default : scope[..end];
    }
}
