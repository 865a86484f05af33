using System.CommandLine;

namespace Atomic.Cli.Evaluate;

/// <summary>The argument and options of <c>atomic evaluate</c>.</summary>
internal static class EvaluateOptions
{
    private const int MostSeeds = 1000;

    /// <summary>The folder.</summary>
    public static Argument<string> Folder { get; } = new("DIR") { Description = "A folder with tasks.jsonl.gz (or tasks.jsonl), and market.json where models have answered." };

    /// <summary>What is revealed.</summary>
    public static Option<string> Feedback { get; } = OneOf("bandit", "--feedback", "What is revealed after a choice: the outcomes of the models that were called (bandit), or of all (full).", "bandit", "full");

    /// <summary>How many seeds.</summary>
    public static Option<int> Seeds { get; } = new("--seeds") { Description = "How many seeds, from 1 on; each is an order of the tasks and a house that knows nothing.", HelpName = "N", DefaultValueFactory = static _ => 5 };

    /// <summary>Which models.</summary>
    public static Option<string?> Models { get; } = new("--models") { Description = "Only these models, separated by commas; two make a pair, one is a teacher. Default: all of the market.", HelpName = "A,B" };

    /// <summary>Which plans.</summary>
    public static Option<string?> Plans { get; } = Named("--plans", "Whether each model bids for itself alone (single) or composite plans bid as well (all). Default: all, where the answers themselves were recorded.", "single", "all");

    /// <summary>What a specialist must keep.</summary>
    public static Option<double> Floor { get; } = new("--floor") { Description = "With one teacher: the least share of a specialist's answers that must be right, from 0 to 1; the policy's minQuality.", HelpName = "P", DefaultValueFactory = static _ => 0.95 };

    /// <summary>Whether two models swap what they do, and which.</summary>
    public static Option<string?> Drift { get; } = new("--drift")
    {
        Description = "After half of the stream two models swap what they do and keep their prices: how many microtasks until that is followed? Default: the best and the worst of them.",
        HelpName = "A,B",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Where the files go.</summary>
    public static Option<string?> Out { get; } = new("--out") { Description = "Write the figures as JSON, Markdown and SVG into this folder; files that are there are replaced.", HelpName = "FOLDER" };

    /// <summary>All options of the command.</summary>
    public static IReadOnlyList<Option> All { get; } = [Feedback, Seeds, Models, Plans, Floor, Drift, Out];

    static EvaluateOptions()
    {
        Seeds.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostSeeds)
                result.AddError($"--seeds must be from 1 to {MostSeeds}.");
        });
        Floor.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1))
                result.AddError("--floor must be from 0 to 1.");
        });
    }

    private static Option<string> OneOf(string value, string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => value };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    private static Option<string?> Named(string name, string description, params string[] values)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
