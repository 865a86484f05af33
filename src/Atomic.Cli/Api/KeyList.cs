namespace Atomic.Cli.Api;

/// <summary>The answer of <c>GET /api/keys</c>.</summary>
/// <param name="Items">The keys in order of their making.</param>
internal sealed record KeyList(IReadOnlyList<KeyAnswer> Items);
