using System.Text.Json;
using Atomic.Cli.Run;
using Atomic.Core.Explanations;

namespace Atomic.Cli.Demo;

/// <summary>One decision of the demo with its explanation.</summary>
/// <param name="Result">The decision's result.</param>
/// <param name="Explanation">Its explanation.</param>
internal sealed record DemoExplanation(RunResult Result, Explanation Explanation)
{
    internal const string Specialist = "specialist";

    /// <summary>The most telling one: a late e-mail that the specialist won and answered rightly; else the last answer.</summary>
    /// <param name="results">The results.</param>
    public static RunResult? Choose(IReadOnlyList<RunResult> results) =>
        results.LastOrDefault(static result => result is { Bidder: Specialist, Correct: true, Item.Kind: DemoKind.EmailRouting })
        ?? results.LastOrDefault(static result => result is { Bidder: Specialist, Correct: true })
        ?? results.LastOrDefault(static result => result.Succeeded);

    /// <summary>Reads it.</summary>
    /// <param name="result">The decision's result.</param>
    /// <param name="json">The explanation as the API gives it.</param>
    public static DemoExplanation? Of(RunResult result, string json) =>
        JsonSerializer.Deserialize(json, ExplanationJson.Compact.Explanation) is { } explanation ? new DemoExplanation(result, explanation) : null;
}
