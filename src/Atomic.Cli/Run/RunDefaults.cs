using System.CommandLine;
using System.Text.Json;
using Atomic.Cli.CommandLine;

namespace Atomic.Cli.Run;

/// <summary>What the command line says of every microtask that does not say it itself.</summary>
/// <param name="Kind">The kind; null: none.</param>
/// <param name="Instructions">The instructions; null: none.</param>
/// <param name="SchemaJson">The output schema as JSON; null: none.</param>
/// <param name="PolicyJson">The policy as JSON; null: none.</param>
/// <param name="Batch">The batch; null: none.</param>
/// <param name="Verify">What answers are held against; null: what the server has for the kind.</param>
internal sealed record RunDefaults(string? Kind, string? Instructions, string? SchemaJson, string? PolicyJson, string? Batch = null, VerifyArgument? Verify = null)
{
    /// <summary>Reads them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <exception cref="CommandException">One cannot be used.</exception>
    public static RunDefaults Of(ParseResult parsed) => new(
        parsed.GetValue(RunOptions.Kind),
        parsed.GetValue(RunOptions.Instructions),
        parsed.GetValue(RunOptions.Schema) is { } schema ? ReadSchema(schema) : null,
        PolicyArgument.Read(parsed.GetValue(RunOptions.Policy)),
        parsed.GetValue(RunOptions.Batch),
        VerifyArgument.Read(parsed.GetValue(RunOptions.Verify)));

    private static string ReadSchema(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return json.RootElement.GetRawText();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandException(ExitCode.BadInput, $"The schema file '{path}' cannot be used: {failure.Message}", failure);
        }
    }
}
