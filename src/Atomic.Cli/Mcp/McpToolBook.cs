using System.Collections.ObjectModel;
using System.Text.Json;
using Atomic.Cli.CommandLine;
using ModelContextProtocol.Protocol;

namespace Atomic.Cli.Mcp;

/// <summary>The tools by name. What goes wrong is an answer that says so: an assistant can read a sentence and try again, and nothing with a protocol error.</summary>
/// <param name="tools">The tools.</param>
internal sealed class McpToolBook(IReadOnlyList<IMcpTool> tools)
{
    /// <summary>What the assistant is told of them.</summary>
    public IEnumerable<Tool> Descriptions => tools.Select(static tool => tool.Description);

    /// <summary>Calls one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">What the assistant gives; null: nothing.</param>
    /// <param name="cancellationToken">The assistant waits no longer.</param>
    public async ValueTask<CallToolResult> CallAsync(string name, IDictionary<string, JsonElement>? arguments, CancellationToken cancellationToken)
    {
        if (tools.FirstOrDefault(tool => tool.Description.Name == name) is not { } tool)
            return McpResult.Failure($"There is no tool '{name}'; use one of {string.Join(", ", tools.Select(static tool => tool.Description.Name))}.");
        var given = new ReadOnlyDictionary<string, JsonElement>(arguments ?? new Dictionary<string, JsonElement>());
        if (FindFault(tool.Description.InputSchema, given) is { } fault)
            return McpResult.Failure(fault);
        try
        {
            return await tool.CallAsync(given, cancellationToken);
        }
        catch (CommandException failure)
        {
            return McpResult.Failure(failure.Message);
        }
    }

    // The names; what the values must be is for whoever reads them, and that is the server where it takes them.
    private static string? FindFault(JsonElement schema, IReadOnlyDictionary<string, JsonElement> arguments)
    {
        List<string> known = [.. schema.GetProperty("properties").EnumerateObject().Select(static member => member.Name)];
        if (arguments.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            return $"There is no argument '{unknown}'; use {(known.Count == 1 ? known[0] : $"one of {string.Join(", ", known)}")}.";
        if (!schema.TryGetProperty("required", out var required))
            return null;
        return required.EnumerateArray().Select(static name => name.GetString()!).FirstOrDefault(name => !arguments.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null) is { } missing
            ? $"The argument '{missing}' is missing."
            : null;
    }
}
