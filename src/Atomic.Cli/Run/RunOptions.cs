using System.CommandLine;
using Atomic.Cli.Composition;

namespace Atomic.Cli.Run;

/// <summary>The options of <c>atomic run</c>.</summary>
internal static class RunOptions
{
    /// <summary>One text.</summary>
    public static Option<string?> Text { get; } = new("--text") { Description = "Run one microtask with this input.", HelpName = "TEXT" };

    /// <summary>Many.</summary>
    public static Option<string?> File { get; } = new("--file")
    {
        Description = "Run one microtask per line of this JSONL file, or of standard input (-): requests as POST /api/microtasks takes them, or recorded tasks.",
        HelpName = "FILE",
    };

    /// <summary>A recording.</summary>
    public static Option<string?> Recording { get; } = new("--recording")
    {
        Description = "Let the recorded models of this folder bid, behind a replay server; without --file, run the folder's own tasks.",
        HelpName = "FOLDER",
    };

    /// <summary>The kind.</summary>
    public static Option<string?> Kind { get; } = new("--kind") { Description = "The kind of microtasks whose line has none; of --text by default 'text'.", HelpName = "KIND" };

    /// <summary>The instructions.</summary>
    public static Option<string?> Instructions { get; } = new("--instructions") { Description = "The instructions of microtasks whose line has none.", HelpName = "TEXT" };

    /// <summary>The schema.</summary>
    public static Option<string?> Schema { get; } = new("--schema") { Description = "A file with the JSON Schema of the output, for microtasks whose line has none.", HelpName = "FILE" };

    /// <summary>The policy.</summary>
    public static Option<string?> Policy { get; } = new("--policy")
    {
        Description = "economy, balanced, quality or realtime; or a policy as JSON; or @FILE with one. For microtasks whose line has none.",
        HelpName = "POLICY",
    };

    /// <summary>How many at once.</summary>
    public static Option<int> Concurrency { get; } = new("--concurrency")
    {
        Description = "How many microtasks are on their way at once, 1 to 256.",
        HelpName = "N",
        DefaultValueFactory = static _ => 8,
    };

    /// <summary>The result file.</summary>
    public static Option<string?> Out { get; } = new("--out")
    {
        Description = "The result file, a line per microtask as it ends. Default for --file: NAME.results.jsonl in the working directory.",
        HelpName = "FILE",
    };

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
        Text, File, Recording, Kind, Instructions, Schema, Policy, Concurrency, Out, Overwrite, NoFeedback, Limit, Seed,
        ServerChoice.Server, ServerSettings.Config, ServerSettings.Data, ServerSettings.Set,
    ];

    static RunOptions()
    {
        Concurrency.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 256)
                result.AddError("--concurrency must be from 1 to 256.");
        });
        Limit.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
                result.AddError("--limit must be at least 1.");
        });
    }
}
