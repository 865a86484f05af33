namespace Atomic.Http.Access;

/// <summary>Whose tokens of one value of the tenant claim are. A list of these rather than a dictionary: a directory's id can stand in no environment variable's name.</summary>
public sealed class TenantMapping
{
    /// <summary>The claim's value, for instance the id of an Entra ID directory.</summary>
    public string Claim { get; set; } = "";

    /// <summary>The tenant's name here.</summary>
    public string Tenant { get; set; } = "";
}
