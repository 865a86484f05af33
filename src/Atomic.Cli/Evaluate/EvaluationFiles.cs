using Atomic.Evaluation.Drift;
using Atomic.Evaluation.Reports;
using Atomic.Evaluation.Takeover;

namespace Atomic.Cli.Evaluate;

/// <summary>Writes a report's files.</summary>
internal static class EvaluationFiles
{
    /// <summary>Writes them.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="report">The report.</param>
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> Write(string folder, EvaluationReport report)
    {
        Directory.CreateDirectory(folder);
        var name = string.Concat(report.Name.Select(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '-'));
        var stem = Path.Combine(folder, $"{name}-{report.Form.ToString().ToLowerInvariant()}-{report.Feedback.ToString().ToLowerInvariant()}");
        (string Path, string Text)[] files =
        [
            ($"{stem}.json", EvaluationJson.Of(report)),
            ($"{stem}.md", EvaluationMarkdown.Of(report)),
            ($"{stem}.svg", EvaluationPlot.Of(report)),
        ];
        if (report is TakeoverReport takeover)
            files = [.. files, ($"{stem}-reliability.svg", TakeoverPlots.Reliability(takeover))];
        if (report.Drift is { } drift)
            files = [.. files, ($"{stem}-drift.svg", DriftPlot.Of(report.Name, drift))];
        foreach (var (path, text) in files)
            File.WriteAllText(path, text);
        return [.. files.Select(static file => file.Path)];
    }
}
