using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Cli.CommandLine;

namespace Atomic.Cli.Run;

/// <summary>
/// Reads <c>--verify</c>: a verifier or an array of them as JSON, <c>@FILE</c> with either, or <c>label</c>, which holds each recorded task's answer against the task's own
/// label. What the JSON says is checked by the server.
/// </summary>
/// <param name="Json">The verifiers as JSON; null: the label of each task.</param>
internal sealed record VerifyArgument(string? Json)
{
    private const string ByLabel = "label";

    /// <summary>Reads the argument.</summary>
    /// <param name="argument">The argument; null: none was given.</param>
    /// <exception cref="CommandException">It is none of these.</exception>
    public static VerifyArgument? Read(string? argument)
    {
        if (argument is null)
            return null;
        if (argument == ByLabel)
            return new VerifyArgument((string?)null);
        try
        {
            using var json = JsonDocument.Parse(argument.StartsWith('@') ? File.ReadAllText(argument[1..]) : argument);
            if (json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                return new VerifyArgument(json.RootElement.GetRawText());
        }
        catch (JsonException)
        {
            // Said below.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"The file '{argument[1..]}' of --verify cannot be read: {failure.Message}", failure);
        }

        throw new CommandException(ExitCode.BadInput, $"--verify '{argument}' is neither 'label' nor a JSON object or array nor @FILE with one.");
    }

    /// <summary>The verifiers of one microtask as JSON; null: none.</summary>
    /// <param name="label">The task's label; null where it has none.</param>
    public string? Of(string? label) =>
        Json ?? (string.IsNullOrWhiteSpace(label) ? null : new JsonObject { ["type"] = "label", ["equals"] = label }.ToJsonString());
}
