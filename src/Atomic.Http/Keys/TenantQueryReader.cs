using Atomic.Http.Problems;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Keys;

/// <summary>Reads <c>?tenant=</c>; anything else is refused by name.</summary>
internal static class TenantQueryReader
{
    private const string Tenant = "tenant";
    private const int MaxQuotedLength = 64;
    private static readonly string[] Parameters = [Tenant];

    /// <summary>Reads the query.</summary>
    /// <param name="query">The query of the request.</param>
    /// <param name="tenant">The tenant; null: every one.</param>
    /// <returns>What is wrong, or null.</returns>
    public static Problem? Read(IQueryCollection query, out string? tenant)
    {
        tenant = null;
        foreach (var (name, values) in query)
        {
            if (name != Tenant)
            {
                var quoted = name.Length <= MaxQuotedLength ? $"\"{name}\"" : $"A name of more than {MaxQuotedLength} characters";
                return new Problem(HttpErrorCodes.UnknownParameter, $"{quoted} is not a parameter of this list{NameSuggestion.Clause(name, Parameters)}");
            }

            tenant = values.Count == 1 ? values[0] : null;
            if (!TenantName.IsValid(tenant)) return new Problem(HttpErrorCodes.InvalidParameter, $"The parameter tenant must be given once and match {TenantName.Pattern}.");
        }

        return null;
    }
}
