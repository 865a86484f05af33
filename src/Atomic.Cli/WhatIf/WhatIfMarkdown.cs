using System.Text;
using Atomic.Orchestration.WhatIf;

namespace Atomic.Cli.WhatIf;

/// <summary>A what-if as Markdown, for tickets and reports.</summary>
internal static class WhatIfMarkdown
{
    /// <summary>The text.</summary>
    /// <param name="answer">The answer.</param>
    public static string Of(WhatIfAnswer answer)
    {
        var text = new StringBuilder($"# {WhatIfText.Question(answer)}\n\n");
        if (WhatIfText.Empty(answer) is { } empty) return text.Append(empty).Append('\n').ToString();
        Table(text, WhatIfText.Headings, WhatIfText.Measures(answer.Report, " "));
        Table(text, ["Winner", "Was", "Would be"], WhatIfText.Winners(answer.Report));
        foreach (var note in WhatIfText.Notes(answer)) text.Append("- ").Append(note).Append('\n');
        return text.ToString();
    }

    private static void Table(StringBuilder text, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        Row(text, headings);
        Row(text, [.. headings.Select(static (_, i) => i == 0 ? "---" : "---:")]);
        foreach (var row in rows) Row(text, row);
        text.Append('\n');
    }

    private static void Row(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(static cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
