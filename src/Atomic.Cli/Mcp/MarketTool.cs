using System.Text.Json;
using Atomic.Cli.Api;
using Atomic.Cli.Market;
using ModelContextProtocol.Protocol;

namespace Atomic.Cli.Mcp;

/// <summary>The tool <c>market</c>: who bids, at what prices, and what is known of them.</summary>
/// <param name="api">The server.</param>
internal sealed class MarketTool(AtomicApi api) : IMcpTool
{
    private const string Input = """
        {
          "type": "object",
          "properties": { "kind": { "type": "string", "description": "Show only what is known for this kind of microtask." } },
          "additionalProperties": false
        }
        """;

    private const string Output = """
        {
          "type": "object",
          "properties": {
            "version": { "type": "string" },
            "bidders": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "id": { "type": "string" }, "model": { "type": "string" }, "source": { "type": "string" }, "region": { "type": "string" },
                  "inputUsdPerMTok": { "type": "number", "description": "US dollars per million input tokens." },
                  "outputUsdPerMTok": { "type": "number", "description": "US dollars per million output tokens." },
                  "requestUsd": { "type": "number" }
                },
                "required": ["id", "model", "region", "inputUsdPerMTok", "outputUsdPerMTok"]
              }
            },
            "records": {
              "type": "array",
              "items": {
                "type": "object",
                "properties": {
                  "kind": { "type": "string" }, "bidder": { "type": "string" }, "attempts": { "type": "integer" }, "judged": { "type": "integer" },
                  "success": { "type": ["number", "null"], "description": "The probability of a right answer that it would bid now." },
                  "latencyMs": { "type": ["number", "null"] }, "spentUsd": { "type": "number" }
                },
                "required": ["kind", "bidder", "attempts", "judged", "spentUsd"]
              }
            }
          },
          "required": ["version", "bidders", "records"]
        }
        """;

    /// <inheritdoc/>
    public Tool Description { get; } = new()
    {
        Name = "market",
        Title = "Show the market",
        Description = "Shows who bids for microtasks, their prices in US dollars, and the track record of each per kind: attempts, how many were judged, the probability of a right answer that it would bid now, its usual time, what was spent on it.",
        InputSchema = McpResult.Schema(Input),
        OutputSchema = McpResult.Schema(Output),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, OpenWorldHint = false },
    };

    /// <inheritdoc/>
    public async Task<CallToolResult> CallAsync(IReadOnlyDictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        var isNamed = arguments.TryGetValue("kind", out var kind) && kind.ValueKind != JsonValueKind.Null;
        if (isNamed && kind.ValueKind != JsonValueKind.String)
            return McpResult.Failure("The argument 'kind' must be the name of a kind.");
        if (!(await api.GetMarketAsync(cancellationToken)).TryGet(out var market, out var problem))
            return McpResult.Failure(problem.Detail);
        if (isNamed)
            market = market with { Records = [.. market.Records.Where(record => record.Kind == kind.GetString())] };
        return McpResult.Data(MarketMarkdown.Write(market), McpResult.Object(json => MarketReport.Write(json, market)));
    }
}
