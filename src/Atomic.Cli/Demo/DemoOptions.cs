using System.CommandLine;

namespace Atomic.Cli.Demo;

/// <summary>The options of <c>atomic demo</c>.</summary>
internal static class DemoOptions
{
    /// <summary>How many microtasks at most.</summary>
    public static Option<int?> Microtasks { get; } = new("--microtasks") { Description = "Run only so many microtasks. Default: all 580.", HelpName = "N" };

    /// <summary>The policy.</summary>
    public static Option<string> Policy { get; } = new("--policy")
    {
        Description = "economy, balanced, quality or realtime; or a policy as JSON; or @FILE with one.",
        HelpName = "POLICY",
        DefaultValueFactory = static _ => "balanced",
    };

    /// <summary>How many answers are judged.</summary>
    public static Option<double> FeedbackShare { get; } = new("--feedback-share")
    {
        Description = "The share of answers that the simulated staff judges, 0 to 1.",
        HelpName = "SHARE",
        DefaultValueFactory = static _ => 1,
    };

    /// <summary>How many at once.</summary>
    public static Option<int> Concurrency { get; } = new("--concurrency")
    {
        Description = "How many microtasks are on their way at once, 1 to 256.",
        HelpName = "N",
        DefaultValueFactory = static _ => 8,
    };

    /// <summary>The seed.</summary>
    public static Option<int> Seed { get; } = new("--seed")
    {
        Description = "Another seed gives other answers of the same skill, in another order.",
        HelpName = "N",
        DefaultValueFactory = static _ => 1,
    };

    /// <summary>Whether it stays.</summary>
    public static Option<bool> Serve { get; } = new("--serve") { Description = "Keep the server up afterwards, to look around; its data stays in the data folder." };

    /// <summary>Real models.</summary>
    public static Option<bool> WithRealModels { get; } = new("--with-real-models")
    {
        Description = "Let the models of atomic.json, and of AZURE_OPENAI_ENDPOINT or OPENAI_BASE_URL, bid as well. They cost what they cost.",
    };

    static DemoOptions()
    {
        Within(Concurrency, 1, 256);
        Microtasks.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
                result.AddError("--microtasks must be at least 1.");
        });
        FeedbackShare.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1))
                result.AddError("--feedback-share must be from 0 to 1.");
        });
    }

    private static void Within(Option<int> option, int least, int most) => option.Validators.Add(result =>
    {
        var value = result.GetValueOrDefault<int>();
        if (value < least || value > most)
            result.AddError($"{option.Name} must be from {least} to {most}.");
    });
}
