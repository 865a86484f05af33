using System.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Orchestration.Submissions;

namespace Atomic.Cli.Run;

/// <summary>The options of <c>atomic run</c>.</summary>
internal static class RunOptions
{
    /// <summary>One text.</summary>
    public static Option<string?> Text { get; } = Named("--text", "TEXT", "Run one microtask with this input.");

    /// <summary>Many.</summary>
    public static Option<string?> File { get; } = Named("--file", "FILE", "Run one microtask per line of this JSONL file, or of standard input (-): requests as POST /api/microtasks takes them, or recorded tasks.");

    /// <summary>A recording.</summary>
    public static Option<string?> Recording { get; } = Named("--recording", "FOLDER", "Let the recorded models of this folder bid, behind a replay server; without --file, run the folder's own tasks.");

    /// <summary>The kind.</summary>
    public static Option<string?> Kind { get; } = Named("--kind", "KIND", "The kind of microtasks whose line has none; of --text by default 'text'.");

    /// <summary>The instructions.</summary>
    public static Option<string?> Instructions { get; } = Named("--instructions", "TEXT", "The instructions of microtasks whose line has none.");

    /// <summary>The schema.</summary>
    public static Option<string?> Schema { get; } = Named("--schema", "FILE", "A file with the JSON Schema of the output, for microtasks whose line has none.");

    /// <summary>The policy.</summary>
    public static Option<string?> Policy { get; } = Named("--policy", "POLICY", "economy, balanced, quality or realtime; or a policy as JSON; or @FILE with one. For microtasks whose line has none.");

    /// <summary>The verifiers.</summary>
    public static Option<string?> Verify { get; } = Named("--verify", "VERIFIERS", "What answers are held against, for microtasks whose line does not say: a verifier or an array of them as JSON, @FILE with one, or 'label' for each recorded task's own label.");

    /// <summary>The batch.</summary>
    public static Option<string?> Batch { get; } = Named("--batch", "NAME", "The batch of microtasks whose line has none: budgets may be for a batch.");

    /// <summary>How many at once.</summary>
    public static Option<int> Concurrency { get; } = WithDefault(8, "--concurrency", "N", "How many microtasks are on their way at once, 1 to 256.");

    /// <summary>The result file.</summary>
    public static Option<string?> Out { get; } = Named("--out", "FILE", "The result file, a line per microtask as it ends. Default for --file: NAME.results.jsonl in the working directory.");

    /// <summary>Whether the result file may be replaced.</summary>
    public static Option<bool> Overwrite { get; } = new("--overwrite") { Description = "Replace the result file if it is there." };

    /// <summary>Whether nobody judges.</summary>
    public static Option<bool> NoFeedback { get; } = new("--no-feedback") { Description = "Do not send back what is known of right and wrong answers." };

    /// <summary>How many at most.</summary>
    public static Option<int?> Limit { get; } = new("--limit") { Description = "Run only the first so many, after the shuffle where there is one.", HelpName = "N" };

    /// <summary>The order.</summary>
    public static Option<int?> Seed { get; } = new("--seed") { Description = "Shuffle the microtasks by this seed. Default: in the order of the file.", HelpName = "N" };

    /// <summary>All options of the command.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        Text, File, Recording, Kind, Instructions, Schema, Policy, Verify, Batch, Concurrency, Out, Overwrite, NoFeedback, Limit, Seed,
        ServerChoice.Server, ServerChoice.Key, ServerSettings.Config, ServerSettings.Data, ServerSettings.Set,
    ];

    static RunOptions()
    {
        Concurrency.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 256)
                result.AddError("--concurrency must be from 1 to 256.");
        });
        Batch.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string?>() is { } batch && !KindName.IsValid(batch))
                result.AddError($"--batch must match {KindName.Pattern}.");
        });
        Limit.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
                result.AddError("--limit must be at least 1.");
        });
    }

    private static Option<string?> Named(string name, string value, string description) => new(name) { Description = description, HelpName = value };

    private static Option<int> WithDefault(int number, string name, string value, string description) =>
        new(name) { Description = description, HelpName = value, DefaultValueFactory = _ => number };
}
