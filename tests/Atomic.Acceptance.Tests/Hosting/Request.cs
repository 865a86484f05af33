using System.Text.Json;

namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>Bodies of submissions.</summary>
internal static class Request
{
    /// <summary>No exploration, so that the ranking's first wins.</summary>
    public const string Predictable = """{"explore":false}""";

    /// <summary>An object with one team, as routing is asked for.</summary>
    public const string TeamSchema = """{"type":"object","properties":{"team":{"enum":["billing","support"]}},"required":["team"],"additionalProperties":false}""";

    /// <summary>A submission.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="input">A text.</param>
    /// <param name="policy">The policy as JSON.</param>
    /// <param name="schema">The output's schema as JSON, where there is one.</param>
    public static string Of(string kind, string input, string policy = Predictable, string? schema = null) =>
        $$"""{"kind":"{{kind}}","instructions":"Answer shortly.","input":{{JsonSerializer.Serialize(input)}},"policy":{{policy}}{{(schema is null ? "" : $",\"outputSchema\":{schema}")}}}""";
}
