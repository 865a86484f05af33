using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Atomic.Cli.CommandLine;

namespace Atomic.Cli.Run;

/// <summary>The result file: a JSON line per microtask, handed to the operating system as it ends, so that Ctrl-C loses none of them.</summary>
internal sealed class ResultFile : IDisposable
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly FileStream _file;

    private ResultFile(FileStream file) => _file = file;

    /// <summary>Where it is.</summary>
    public string Path => _file.Name;

    /// <summary>Creates it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="overwrite">Whether one that is there is replaced.</param>
    /// <exception cref="CommandException">It cannot be created.</exception>
    public static ResultFile Create(string path, bool overwrite)
    {
        try
        {
            return new ResultFile(new FileStream(path, overwrite ? FileMode.Create : FileMode.CreateNew, FileAccess.Write, FileShare.Read));
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            throw new CommandException(ExitCode.BadInput, $"The result file '{path}' is there already; choose another with --out, or replace it with --overwrite.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"The result file '{path}' cannot be written: {failure.Message}", failure);
        }
    }

    /// <summary>Writes the line of a result.</summary>
    /// <param name="result">The result.</param>
    public void Write(RunResult result)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            WriteMembers(json, result);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        _file.Write(buffer.WrittenSpan);
        _file.Flush();
    }

    /// <summary>Writes the members of a result's object.</summary>
    /// <param name="json">Takes them.</param>
    /// <param name="result">The result.</param>
    public static void WriteMembers(Utf8JsonWriter json, RunResult result)
    {
        json.WriteString("id", result.Item.Name);
        json.WriteNumber("line", result.Item.Line);
        json.WriteString("microtaskId", result.Answer?.Id);
        json.WriteString("status", result.Answer?.Status ?? "refused");
        json.WritePropertyName("output");
        if (result.Answer?.Output is { ValueKind: not JsonValueKind.Undefined } output)
            output.WriteTo(json);
        else
            json.WriteNullValue();
        json.WriteString("bidder", result.Bidder);
        json.WriteString("model", result.Answer?.Award?.ServedModel ?? result.Answer?.Award?.Model);
        json.WriteNumber("costUsd", result.CostUsd);
        Milliseconds("latencyMs", result.Answer?.LatencyMs);
        Milliseconds("overheadMs", result.OverheadMs);
        if (result.Correct is { } correct)
            json.WriteBoolean("correct", correct);
        if (result.Detail is { } detail)
            json.WriteString("detail", detail);

        void Milliseconds(string name, double? value)
        {
            if (value is { } known)
                json.WriteNumber(name, Math.Round(known, 3));
            else
                json.WriteNull(name);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
