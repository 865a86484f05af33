using Spectre.Console;

namespace Atomic.Cli.Output;

/// <summary>Markdown in a terminal: the text as it is, with its headings in bold. In a file or a pipe it stays Markdown, for other programs.</summary>
internal static class PlainMarkdown
{
    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="markdown">The text.</param>
    public static void Write(CommandOutput output, string markdown)
    {
        if (!output.IsLive)
        {
            CommandOutput.Raw(markdown);
            return;
        }

        foreach (var line in markdown.TrimEnd('\n').Split('\n'))
            output.Line(line.StartsWith('#') ? $"[bold]{Markup.Escape(line.TrimStart('#', ' '))}[/]" : Markup.Escape(line));
    }
}
