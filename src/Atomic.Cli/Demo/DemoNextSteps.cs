using Atomic.Cli.Output;

namespace Atomic.Cli.Demo;

/// <summary>Where to go from here, as commands to copy.</summary>
internal static class DemoNextSteps
{
    /// <summary>Writes them.</summary>
    /// <param name="output">Where to.</param>
    public static void Write(CommandOutput output)
    {
        output.Line("[bold]Where to go next[/]");
        Step("demo --serve", "keeps this market up: ask its API, read explanations, watch it learn");
        Step("demo --policy economy", "other weights between right answers, cost and time");
        Step("serve --config docs/atomic.sample.json", "your own models: copy the sample and fill it in");
        Step("--help", "everything else");

        void Step(string arguments, string purpose)
        {
            // Not wrapped: a command that is cut in two cannot be copied.
            output.Unwrapped($"  {Invocation.Name} {arguments}");
            output.Line($"[grey]      {purpose}[/]");
        }
    }
}
