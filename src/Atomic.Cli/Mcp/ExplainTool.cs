using System.Text.Json;
using Atomic.Cli.Api;
using ModelContextProtocol.Protocol;

namespace Atomic.Cli.Mcp;

/// <summary>The tool <c>explain</c>: why a microtask went to whom it went.</summary>
/// <param name="api">The server.</param>
internal sealed class ExplainTool(AtomicApi api) : IMcpTool
{
    private const string Input = """
        {
          "type": "object",
          "properties": { "id": { "type": "string", "description": "The microtask's id, as run returned it." } },
          "required": ["id"],
          "additionalProperties": false
        }
        """;

    /// <inheritdoc/>
    public Tool Description { get; } = new()
    {
        Name = "explain",
        Title = "Explain a decision",
        Description = "Explains the decision on a microtask as Markdown: every bid with its figures, who was not asked or eliminated and by which rule, who won by what margin, what would have changed it, what was attempted and what it cost.",
        InputSchema = McpResult.Schema(Input),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, OpenWorldHint = false },
    };

    /// <inheritdoc/>
    public async Task<CallToolResult> CallAsync(IReadOnlyDictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        if (arguments["id"] is not { ValueKind: JsonValueKind.String } id || string.IsNullOrWhiteSpace(id.GetString()))
            return McpResult.Failure("The argument 'id' must be the id of a microtask, as run returned it.");
        var explained = await api.ExplainAsync(id.GetString()!, "text/markdown", cancellationToken);
        return explained.TryGet(out var text, out var problem) ? McpResult.Text(text) : McpResult.Failure(problem.Detail);
    }
}
