using System.Text;
using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Atomic.Cli.Output;

/// <summary>
/// Where a command writes: answers on stdout, everything else on stderr. Colours and moving text only where stdout is a terminal and nobody asked
/// for none; with <c>--json</c> one object on stdout and nothing beside it.
/// </summary>
internal sealed class CommandOutput
{
    // A log file has no width; this one fits the tables without wrapping.
    private const int LogFileWidth = 110;

    private readonly IAnsiConsole _out;
    private readonly Lock _errorLock = new();

    private CommandOutput(IAnsiConsole console, bool isJson, bool isLive, bool verbose) =>
        (_out, IsJson, IsLive, Verbose) = (console, isJson, isLive, verbose);

    /// <summary>Whether stdout takes one JSON object and nothing else.</summary>
    public bool IsJson { get; }

    /// <summary>Whether progress may be drawn over and over in place: stdout and stderr are a terminal that knows how.</summary>
    public bool IsLive { get; }

    /// <summary>Whether the caller wants to see what happens inside.</summary>
    public bool Verbose { get; }

    /// <summary>The terminal, for drawing in place.</summary>
    public IAnsiConsole Console => _out;

    /// <summary>The output of this process.</summary>
    /// <param name="json">Whether <c>--json</c> was given.</param>
    /// <param name="noColor">Whether <c>--no-color</c> was given.</param>
    /// <param name="verbose">Whether <c>--verbose</c> was given.</param>
    public static CommandOutput Of(bool json, bool noColor, bool verbose)
    {
        System.Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var isTerminal = !System.Console.IsOutputRedirected;
        var plain = noColor || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && !plain ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(System.Console.Out),
        });
        if (!isTerminal)
            console.Profile.Width = LogFileWidth;
        console.Profile.Capabilities.Unicode = true;
        var isLive = isTerminal && !System.Console.IsErrorRedirected && console.Profile.Capabilities.Ansi && !json;
        return new CommandOutput(console, json, isLive, verbose);
    }

    /// <summary>Writes a line of Spectre markup on stdout; nothing with <c>--json</c>.</summary>
    /// <param name="markup">The markup; text from outside is escaped by <see cref="Markup.Escape"/>.</param>
    public void Line(string markup = "")
    {
        if (!IsJson)
            _out.MarkupLine(markup);
    }

    /// <summary>Writes a line of plain text on stdout as it is, however long; nothing with <c>--json</c>.</summary>
    /// <param name="text">The line.</param>
    public void Unwrapped(string text)
    {
        if (!IsJson)
            System.Console.Out.WriteLine(text);
    }

    /// <summary>Draws something on stdout; nothing with <c>--json</c>.</summary>
    /// <param name="drawn">What.</param>
    public void Draw(IRenderable drawn)
    {
        if (!IsJson)
            _out.Write(drawn);
    }

    /// <summary>Writes text on stdout as it is, with or without <c>--json</c>.</summary>
    /// <param name="text">The text.</param>
    public static void Raw(string text)
    {
        System.Console.Out.Write(text);
        if (!text.EndsWith('\n'))
            System.Console.Out.WriteLine();
    }

    /// <summary>Writes the one object of <c>--json</c>.</summary>
    /// <param name="write">Writes its members.</param>
    public static void Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        Raw(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>Writes a plain line on stderr.</summary>
    /// <param name="text">The line.</param>
    public void Note(string text)
    {
        lock (_errorLock)
            System.Console.Error.WriteLine(text);
    }

    /// <summary>Writes a failure on stderr.</summary>
    /// <param name="sentence">One sentence.</param>
    public void Error(string sentence) => Note($"atomic: {sentence}");
}
