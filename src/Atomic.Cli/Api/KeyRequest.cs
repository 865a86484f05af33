namespace Atomic.Cli.Api;

/// <summary>The body of <c>POST /api/keys</c>.</summary>
/// <param name="Tenant">Whose it is to be.</param>
/// <param name="Scopes">What it is to be allowed.</param>
/// <param name="Label">What its maker calls it; null: nothing.</param>
/// <param name="ExpiresInDays">Days after which it ends; null: never.</param>
internal sealed record KeyRequest(string Tenant, IReadOnlyList<string> Scopes, string? Label, int? ExpiresInDays);
