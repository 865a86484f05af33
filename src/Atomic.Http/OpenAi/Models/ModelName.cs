namespace Atomic.Http.OpenAi.Models;

/// <summary>What the name of a model means here.</summary>
/// <param name="Preset">The policy that it names; null: none.</param>
/// <param name="Kind">The kind that it names; null: none.</param>
/// <param name="Bidders">The bidders among which the auction is, in ordinal order; empty: all.</param>
internal sealed record ModelName(string? Preset, string? Kind, IReadOnlyList<string> Bidders)
{
    /// <summary>The whole market.</summary>
    public static ModelName Any { get; } = new(null, null, []);
}
