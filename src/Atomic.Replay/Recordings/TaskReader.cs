using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Atomic.Replay.Recordings;

/// <summary>Reads the task lines of a recording one by one.</summary>
internal static class TaskReader
{
    // What arithmetic can be done with: a number such as 1e999 is read as infinite.
    private const double LargestFigure = 1e9;

    /// <summary>The tasks file of the folder.</summary>
    public static string Locate(string folder)
    {
        var plain = Path.Combine(folder, RecordingFiles.Tasks);
        var compressed = Path.Combine(folder, RecordingFiles.TasksCompressed);
        return (File.Exists(plain), File.Exists(compressed)) switch
        {
            (true, false) => plain,
            (false, true) => compressed,
            (true, true) => throw new RecordingFormatException(
                folder, 0, $"{RecordingFiles.Tasks} and {RecordingFiles.TasksCompressed} are both there", "Keep the one that is meant."),
            _ => throw new RecordingFormatException(
                folder, 0, $"neither {RecordingFiles.Tasks} nor {RecordingFiles.TasksCompressed} is there", "Name the folder of a recording."),
        };
    }

    /// <summary>The tasks with their line numbers; blank lines are skipped.</summary>
    public static IEnumerable<(int Line, RecordedTask Task)> Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        for (var line = 1; NextLine(reader, path, line) is { } text; line++)
        {
            if (!string.IsNullOrWhiteSpace(text))
                yield return (line, Parse(text, path, line));
        }
    }

    private static string? NextLine(StreamReader reader, string path, int line)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception error) when (error is DecoderFallbackException or InvalidDataException)
        {
            // The reader works in blocks, so the line is where reading stopped and the defect is there or a little after.
            throw new RecordingFormatException(path, line, "the text from here on is not UTF-8, or the compressed data is damaged", "Restore the file.", error);
        }
    }

    private static RecordedTask Parse(string text, string path, int line)
    {
        try
        {
            var task = JsonSerializer.Deserialize(text, RecordingJson.Default.TaskLine);
            return Checked(task, path, line);
        }
        catch (JsonException error)
        {
            throw new RecordingFormatException(path, line, $"not the JSON of a task (at {error.Path ?? "$"})", "Correct the line.", error);
        }
    }

    private static RecordedTask Checked(TaskLine? task, string path, int line)
    {
        if (string.IsNullOrEmpty(task?.Id) || string.IsNullOrEmpty(task.Kind) || task.Input is null)
            throw new RecordingFormatException(path, line, "`id`, `kind` or `input` is missing", "Give the task all three.");

        var answers = new Dictionary<string, RecordedAnswer>(StringComparer.Ordinal);
        foreach (var (model, answer) in task.Answers ?? [])
            answers[model] = Checked(answer, model, task, path, line);

        return new RecordedTask
        {
            Id = task.Id,
            Kind = task.Kind,
            Input = task.Input,
            Label = task.Label,
            Subject = task.Subject,
            Split = task.Split,
            Answers = answers,
        };
    }

    private static RecordedAnswer Checked(AnswerLine? answer, string model, TaskLine task, string path, int line)
    {
        if (answer is null || (!answer.OutputGiven && answer.Correct is null))
            throw new RecordingFormatException(path, line, $"the answer of '{model}' has neither `output` nor `correct`", "Give it one, or leave the model out.");
        if (answer.InputTokens < 0 || answer.OutputTokens < 0 || answer.CostUsd is < 0 or > LargestFigure || answer.LatencyMs is < 0 or > LargestFigure)
            throw new RecordingFormatException(path, line, $"the answer of '{model}' has a figure that is negative or without bounds", "Tokens, cost and latency are at least 0, cost and latency at most 1e9.");

        var output = Replayed(answer, task);
        return new RecordedAnswer(
            output,
            answer.Correct,
            answer.InputTokens ?? RecordedAnswer.EstimateTokens(task.Input!),
            answer.OutputTokens ?? RecordedAnswer.EstimateTokens(output))
        {
            IsOutputRecorded = answer.OutputGiven,
            LatencyMs = answer.LatencyMs,
            CostUsd = answer.CostUsd,
        };
    }

    private static string Replayed(AnswerLine answer, TaskLine task)
    {
        if (answer.OutputGiven)
            return answer.Output ?? "";
        if (answer.Correct is not true)
            return "incorrect";
        return task.Label ?? "correct";
    }
}
