using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Atomic.Replay.Recordings;

/// <summary>Writes a recording in the format that <see cref="RecordingReader"/> reads. The same recording always gives the same bytes.</summary>
public static class RecordingWriter
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = Compact with { Indented = true, NewLine = "\n" };

    /// <summary>
    /// Writes tasks and market into the folder, which is made where it is missing. A tasks file in the other form (plain or compressed) is
    /// removed, so that the folder holds one recording.
    /// </summary>
    /// <param name="recording">What to write.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="compress">Whether to write <c>tasks.jsonl.gz</c> instead of <c>tasks.jsonl</c>.</param>
    public static void Write(Recording recording, string folder, bool compress = false)
    {
        Directory.CreateDirectory(folder);
        var plain = Path.Combine(folder, RecordingFiles.Tasks);
        var compressed = Path.Combine(folder, RecordingFiles.TasksCompressed);
        WriteTasks(recording, compress ? compressed : plain, compress);
        File.Delete(compress ? plain : compressed);
        WriteMarket(recording.Market, Path.Combine(folder, RecordingFiles.Market));
    }

    private static void WriteTasks(Recording recording, string path, bool compress)
    {
        using var file = File.Create(path);
        using Stream stream = compress ? new GZipStream(file, CompressionLevel.SmallestSize) : file;
        using var json = new Utf8JsonWriter(stream, Compact);
        foreach (var task in recording.Tasks)
        {
            WriteTask(json, task, recording.Market);
            json.Flush();
            json.Reset();
            stream.WriteByte((byte)'\n');
        }
    }

    private static void WriteTask(Utf8JsonWriter json, RecordedTask task, RecordedMarket market)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, task.Id);
        json.WriteString("kind"u8, task.Kind);
        WriteOptional(json, "subject"u8, task.Subject);
        WriteOptional(json, "split"u8, task.Split);
        json.WriteString("input"u8, task.Input);
        WriteOptional(json, "label"u8, task.Label);
        if (task.Answers.Count > 0)
        {
            json.WriteStartObject("answers"u8);
            foreach (var model in market.Models.Keys)
            {
                if (task.Answers.TryGetValue(model, out var answer))
                    WriteAnswer(json, model, answer);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, string model, RecordedAnswer answer)
    {
        json.WriteStartObject(model);
        json.WriteString("output"u8, answer.Output);
        if (answer.Correct is { } correct)
            json.WriteBoolean("correct"u8, correct);
        json.WriteNumber("inputTokens"u8, answer.InputTokens);
        json.WriteNumber("outputTokens"u8, answer.OutputTokens);
        WriteOptional(json, "costUsd"u8, answer.CostUsd);
        WriteOptional(json, "latencyMs"u8, answer.LatencyMs);
        json.WriteEndObject();
    }

    private static void WriteMarket(RecordedMarket market, string path)
    {
        using var file = File.Create(path);
        using (var json = new Utf8JsonWriter(file, Indented))
        {
            json.WriteStartObject();
            json.WriteString("name"u8, market.Name);
            WriteOptional(json, "strong"u8, market.Strong);
            WriteOptional(json, "weak"u8, market.Weak);
            json.WriteStartObject("models"u8);
            foreach (var (name, model) in market.Models)
            {
                json.WriteStartObject(name);
                json.WriteNumber("inputUsdPerMTok"u8, model.InputUsdPerMTok);
                json.WriteNumber("outputUsdPerMTok"u8, model.OutputUsdPerMTok);
                WriteOptional(json, "latencyMsP50"u8, model.LatencyMsP50);
                WriteOptional(json, "latencyMsP95"u8, model.LatencyMsP95);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            WriteOptional(json, "source"u8, market.Source);
            json.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }
}
