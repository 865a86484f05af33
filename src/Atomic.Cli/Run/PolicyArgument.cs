using System.Text.Json;
using Atomic.Cli.CommandLine;
using Atomic.Core.Policies;

namespace Atomic.Cli.Run;

/// <summary>Reads <c>--policy</c>: the name of a preset, JSON, or <c>@FILE</c> with JSON. What it says is checked by the server.</summary>
internal static class PolicyArgument
{
    /// <summary>The policy as JSON; null where none was given.</summary>
    /// <param name="argument">The argument.</param>
    /// <exception cref="CommandException">It is none of these.</exception>
    public static string? Read(string? argument)
    {
        if (argument is null)
            return null;
        var text = argument.StartsWith('@') ? ReadFile(argument[1..]) : argument;
        if (PolicyPresets.Find(text) is not null)
            return $"\"{text}\"";
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.String)
                return json.RootElement.GetRawText();
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new CommandException(
            ExitCode.BadInput, $"--policy '{argument}' is neither a preset ({string.Join(", ", PolicyPresets.Names)}) nor a JSON object nor @FILE with one.");
    }

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"The policy file '{path}' cannot be read: {failure.Message}", failure);
        }
    }
}
