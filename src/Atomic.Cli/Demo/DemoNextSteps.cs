using Atomic.Cli.Output;

namespace Atomic.Cli.Demo;

/// <summary>Where to go from here, as commands to copy.</summary>
internal static class DemoNextSteps
{
    /// <summary>Writes them.</summary>
    /// <param name="output">Where to.</param>
    public static void Write(CommandOutput output)
    {
        var atomic = Invocation.Name;
        output.Line("[bold]Where to go next[/]");
        output.Line($"  {atomic} demo --serve               keep this market up: the API, explanations, the market's figures");
        output.Line($"  {atomic} demo --policy economy      other weights between right answers, cost and time");
        output.Line($"  {atomic} serve --config atomic.json your own models; docs/atomic.sample.json is a beginning");
        output.Line($"  {atomic} --help                     everything else");
    }
}
