using Atomic.Cli.Output;
using Atomic.Orchestration.WhatIf;
using Spectre.Console;

namespace Atomic.Cli.WhatIf;

/// <summary>A what-if for people at a terminal.</summary>
internal static class WhatIfTable
{
    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="answer">The answer.</param>
    public static void Write(CommandOutput output, WhatIfAnswer answer)
    {
        output.Line($"[bold]{Markup.Escape(WhatIfText.Question(answer))}[/]");
        if (WhatIfText.Empty(answer) is { } empty)
        {
            output.Unwrapped(empty);
            return;
        }

        output.Draw(Table(WhatIfText.Headings, WhatIfText.Measures(answer.Report, "\n")));
        output.Draw(Table(["Winner", "Was", "Would be"], WhatIfText.Winners(answer.Report)));
        foreach (var note in WhatIfText.Notes(answer))
            output.Unwrapped(note);
    }

    private static Table Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = BidderTable.Plain().AddColumn(headings[0]);
        foreach (var heading in headings.Skip(1)) table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        return table;
    }
}
