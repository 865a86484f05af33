using System.Text.RegularExpressions;

namespace HouseRules;

/// <summary>The one command of docs/benchmarks.md takes what its single commands take.</summary>
public sealed partial class FiguresTests
{
    [Fact]
    public void FiguresScript_EveryCommandOfTheBenchmarks_IsAPart()
    {
        var script = File.ReadAllText(Path.Combine(Repository.Root, "tests", "figures.sh"));
        var commands = Command().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "benchmarks.md"))).Select(PartOf).Distinct().ToList();

        commands.Count.ShouldBeGreaterThan(10);
        commands.Where(command => !script.Contains(command, StringComparison.Ordinal)).ShouldBeEmpty("tests/figures.sh has no part for these commands");
    }

    // As the script writes a part: the verb, without quotes and without where the recordings and the reports are.
    private static string PartOf(Match command)
    {
        var words = command.Groups["words"].Value.Replace("'", "", StringComparison.Ordinal).Replace("DIR/", "", StringComparison.Ordinal).Replace(" --out FOLDER", "", StringComparison.Ordinal).Trim();
        return command.Groups["project"].Value switch
        {
            "tests/Atomic.Benchmarks" => $"=\"bench {words}\"",
            "src/Atomic.Cli" => $"=\"{words}\"",
            _ => words,
        };
    }

    [GeneratedRegex(@"^(ATOMIC_\w+=\S+ )?dotnet (run --project (?<project>\S+) -c Release --|test tests/Atomic.Acceptance.Tests --filter) (?<words>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Command();
}
