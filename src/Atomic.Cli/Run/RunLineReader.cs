using System.Buffers;
using System.Text.Json;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.Run;

/// <summary>
/// Reads the lines of a JSONL file as microtasks: requests, or tasks of a recording. A line with an <c>id</c> is a task, since requests have none;
/// what a recording knows of the answer stays behind.
/// </summary>
/// <param name="defaults">What lines that do not say it get.</param>
internal sealed class RunLineReader(RunDefaults defaults)
{
    private static readonly string[] TaskNotes = ["id", "label", "subject", "split", "answers"];

    private readonly List<RunItem> _items = [];
    private readonly List<BadLine> _badLines = [];

    /// <summary>The microtasks.</summary>
    public IReadOnlyList<RunItem> Items => _items;

    /// <summary>The lines that are none.</summary>
    public IReadOnlyList<BadLine> BadLines => _badLines;

    /// <summary>Reads all lines; blank ones are skipped.</summary>
    /// <param name="reader">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ReadAsync(TextReader reader, CancellationToken cancellationToken)
    {
        for (var line = 1; await reader.ReadLineAsync(cancellationToken) is { } text; line++)
        {
            if (!string.IsNullOrWhiteSpace(text))
                Read(text, line);
        }
    }

    /// <summary>The microtask of one text.</summary>
    /// <param name="text">The input.</param>
    /// <param name="defaults">All that is said of it beside.</param>
    public static RunItem Single(string text, RunDefaults defaults)
    {
        var kind = defaults.Kind ?? "text";
        return new RunItem(1, "text", kind, Request(defaults with { Kind = kind }, json => json.WriteString("input", text), [], null), null);
    }

    private void Read(string text, int line)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                _items.Add(Item(json.RootElement, line));
            else
                _badLines.Add(new BadLine(line, "it is no JSON object"));
        }
        catch (JsonException)
        {
            _badLines.Add(new BadLine(line, "it is no JSON"));
        }
    }

    private RunItem Item(JsonElement root, int line)
    {
        var id = Text(root, "id");
        var kind = Text(root, "kind") ?? defaults.Kind ?? "";
        var fields = root.EnumerateObject().Where(field => id is null || !TaskNotes.Contains(field.Name, StringComparer.Ordinal)).ToList();
        var request = Request(defaults, json => fields.ForEach(field => field.WriteTo(json)), [.. fields.Select(static field => field.Name)], id is null ? null : Text(root, "label"));
        var task = id is not null && Text(root, "input") is { } input
            ? new RecordedTask { Id = id, Kind = kind, Input = input, Label = Text(root, "label") }
            : null;
        return new RunItem(line, id ?? $"line-{line}", kind, request, task);
    }

    private static byte[] Request(RunDefaults defaults, Action<Utf8JsonWriter> writeFields, HashSet<string> given, string? label)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (defaults.Kind is { } kind && !given.Contains("kind"))
                json.WriteString("kind", kind);
            if (defaults.Instructions is { } instructions && !given.Contains("instructions"))
                json.WriteString("instructions", instructions);
            if (defaults.Batch is { } batch && !given.Contains("batch"))
                json.WriteString("batch", batch);
            writeFields(json);
            Raw("outputSchema", defaults.SchemaJson);
            Raw("policy", defaults.PolicyJson);
            Raw("verify", defaults.Verify?.Of(label));
            json.WriteEndObject();

            void Raw(string name, string? value)
            {
                if (value is null || given.Contains(name))
                    return;
                json.WritePropertyName(name);
                json.WriteRawValue(value);
            }
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
