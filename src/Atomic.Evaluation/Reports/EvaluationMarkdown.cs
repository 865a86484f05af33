using System.Text;

namespace Atomic.Evaluation.Reports;

/// <summary>A report as Markdown.</summary>
public static class EvaluationMarkdown
{
    /// <summary>The document.</summary>
    /// <param name="report">The report.</param>
    public static string Of(EvaluationReport report)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(Escaped(EvaluationTable.HeadingOf(report))).Append("\n\n");
        if (report.Source is { } source)
            text.Append("Source: ").Append(Escaped(source)).Append("\n\n");
        foreach (var table in EvaluationTable.Of(report))
            Append(text, table);
        return text.ToString();
    }

    private static void Append(StringBuilder text, EvaluationTable table)
    {
        text.Append("## ").Append(Escaped(table.Title)).Append("\n\n");
        Append(text, table.Headings);
        Append(text, [.. table.Headings.Select(static (_, column) => column == 0 ? "---" : "---:")]);
        foreach (var row in table.Rows)
            Append(text, [.. row.Select(Escaped)]);
        text.Append('\n');
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    // Names come from files that others wrote: a cell must stay a cell, and text must stay text.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings(" "))
        {
            if (letter is '|' or '\\' or '`' or '*' or '<' or '>' or '[' or ']' or '&')
                escaped.Append('\\');
            escaped.Append(letter);
        }

        return escaped.ToString();
    }
}
