using System.Globalization;
using Atomic.Cli.Output;
using Atomic.Core.WhatIf;
using Atomic.Orchestration.WhatIf;

namespace Atomic.Cli.WhatIf;

/// <summary>What a what-if says, in words and figures, for every form that it is shown in.</summary>
internal static class WhatIfText
{
    /// <summary>The headings of the measures' columns.</summary>
    public static IReadOnlyList<string> Headings { get; } = ["Per microtask", "Was", "Would be", "Difference", "By propensities", "Self-normalised"];

    /// <summary>The question.</summary>
    /// <param name="answer">The answer to it.</param>
    public static string Question(WhatIfAnswer answer) =>
        $"What if {answer.Kind ?? "every kind"}{Span(answer)} had been awarded under the policy '{answer.Report.Policy.Preset}'?";

    /// <summary>Why there is nothing to tell it from, and what to do; null where there is something.</summary>
    /// <param name="answer">The answer.</param>
    public static string? Empty(WhatIfAnswer answer) => answer.Traffic.Read > 0
        ? null
        : $"No microtasks{(answer.Kind is { } kind ? $" of {kind}" : "")}{Span(answer)}: widen --since, check --kind, or look whether the server or data folder is the right one.";

    /// <summary>The rows of the measures, as <see cref="Headings"/> says.</summary>
    /// <param name="report">The report.</param>
    /// <param name="between">What stands between an estimate and its interval.</param>
    public static IEnumerable<IReadOnlyList<string>> Measures(WhatIfReport report, string between)
    {
        yield return Row("Cost", report.CostUsd, Usd);
        yield return Row("Latency", report.LatencySeconds, Seconds);
        yield return Row("Right", report.Success, static share => Figures.Percent(Rounded(share, 3)));
        yield return Row("Utility", report.UtilityUsd, Usd);

        IReadOnlyList<string> Row(string name, MeasureReport measure, Func<double, string> text) =>
        [
            name,
            Interval(measure.Was, text, between),
            Interval(measure.DoublyRobust?.Would, text, between),
            Interval(measure.DoublyRobust?.Difference, text, between),
            Interval(measure.InversePropensity?.Would, text, between),
            Interval(measure.SelfNormalised?.Would, text, between),
        ];
    }

    /// <summary>The rows of the winners: id, share of awards, share that there would have been.</summary>
    /// <param name="report">The report.</param>
    public static IEnumerable<IReadOnlyList<string>> Winners(WhatIfReport report) =>
        report.Awards.Select(static share => (IReadOnlyList<string>)[share.BidderId.Length > 0 ? share.BidderId : "no award", Figures.Percent(share.Was), Figures.Percent(share.Would)]);

    /// <summary>What has to be said beside the figures, a sentence each.</summary>
    /// <param name="answer">The answer.</param>
    public static IEnumerable<string> Notes(WhatIfAnswer answer)
    {
        var (report, traffic) = (answer.Report, answer.Traffic);
        yield return report.Verdict.IsTold ? report.Verdict.Detail : $"Too little overlap to tell cost and latency ({report.Verdict.Code}). {report.Verdict.Detail}";
        if (report.Verdict.IsTold)
            yield return report.SuccessVerdict.IsTold ? report.SuccessVerdict.Detail : $"Too little to tell right answers and utility ({report.SuccessVerdict.Code}). {report.SuccessVerdict.Detail}";
        foreach (var unheard in report.Unheard)
            yield return $"{unheard.BidderId} would have been asked in {Figures.Count(unheard.Microtasks)} microtasks in which the policy of then did not: what would have been won there is not in the figures.";
        if (traffic.StoppedBy is { } stoppedBy)
            yield return $"There may be more than the {Figures.Count(traffic.Read)} newest microtasks that were read: {(stoppedBy == WhatIfTraffic.StoppedByTop ? "--top allows no more" : "reading took as long as it may")}.";
        if (LeftOut(answer) is { Length: > 0 } leftOut)
            yield return $"Left out: {leftOut}.";
        if (report.Verdict.IsTold)
            yield return "In parentheses 95% confidence intervals. Bids and circumstances are those of then; 'Would be' is doubly robust, and 'Difference' leaves out the luck that both policies share.";
    }

    private static string LeftOut(WhatIfAnswer answer)
    {
        (int Count, string What)[] parts =
        [
            (answer.Traffic.Running, "still running"),
            (answer.Traffic.Cancelled, "cancelled"),
            (answer.Traffic.Broken, "without a whole history"),
            (answer.Traffic.Judges, "of judges"),
            (answer.Report.Unusable, "with figures that no auction can have"),
        ];
        return string.Join(", ", parts.Where(static part => part.Count > 0).Select(static part => $"{Figures.Count(part.Count)} {part.What}"));
    }

    private static string Usd(double usd) => Figures.Usd(Math.Abs(usd) < 0.01 ? Rounded(usd, 6) : usd);

    private static string Seconds(double seconds) => Math.Abs(seconds) < 0.1
        ? Rounded(seconds * 1000, 2).ToString("0.00 ms", CultureInfo.InvariantCulture)
        : seconds.ToString("0.000 s", CultureInfo.InvariantCulture);

    // A little less than nothing is shown as nothing, without a sign: adding 0 takes it from a negative zero.
    private static double Rounded(double figure, int digits) => Math.Round(figure, digits) + 0d;

    private static string Span(WhatIfAnswer answer) => $"{Time(" since ", answer.Since)}{Time(" until ", answer.Until)}";

    private static string Time(string word, DateTimeOffset? time) => time is { } known ? word + known.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "";

    private static string Interval(ConfidenceInterval? interval, Func<double, string> text, string between) => interval switch
    {
        null => "–",
        { Low: { } low, High: { } high } known => $"{text(known.Mean)}{between}({text(low)} to {text(high)})",
        { } known => text(known.Mean),
    };
}
