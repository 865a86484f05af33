using System.Text.Json;
using Atomic.Cli.Api;
using Atomic.Cli.Output;
using ModelContextProtocol.Protocol;

namespace Atomic.Cli.Mcp;

/// <summary>The tool <c>run</c>: one microtask, by the body that <c>POST /api/microtasks</c> takes, whose reader also says what is wrong with it.</summary>
/// <param name="api">The server.</param>
internal sealed class RunTool(AtomicApi api) : IMcpTool
{
    private const string Input = """
        {
          "type": "object",
          "properties": {
            "kind": { "type": "string", "pattern": "^[a-z0-9][a-z0-9._-]{0,63}$", "description": "The name under which alike microtasks share what is learned of the models, for instance email-routing. Use the same name for the same kind of work." },
            "input": { "description": "What to work on: a string, an object, or an array of chat messages {role, content}.", "type": ["string", "object", "array"] },
            "instructions": { "type": "string", "description": "What to do with the input, and in which form to answer." },
            "outputSchema": { "type": "object", "description": "JSON Schema (2020-12) that the answer must meet. The answer is then JSON of that form." },
            "policy": {
              "description": "The terms: economy, balanced (default), quality or realtime, or an object.",
              "anyOf": [
                { "enum": ["economy", "balanced", "quality", "realtime"] },
                {
                  "type": "object",
                  "properties": {
                    "preset": { "enum": ["economy", "balanced", "quality", "realtime"] },
                    "objective": { "enum": ["utility", "cheapest", "best", "fastest"] },
                    "maxCostUsd": { "type": "number", "description": "The most that it may cost, in US dollars." },
                    "deadlineSeconds": { "type": "number", "description": "The longest that it may take." },
                    "minQuality": { "type": "number", "description": "The least probability of a right answer, 0 to 1." },
                    "regions": { "type": "array", "items": { "type": "string" }, "description": "The only regions that may see the input." },
                    "allow": { "type": "array", "items": { "type": "string" }, "description": "The only bidders that may see the input." },
                    "deny": { "type": "array", "items": { "type": "string" }, "description": "Bidders that may not see the input." }
                  }
                }
              ]
            },
            "tags": { "type": "object", "additionalProperties": { "type": "string" }, "description": "Notes for the record." },
            "verify": { "description": "What the answer is held against, so that the house learns who is right: a verifier or an array of up to 4, e.g. {\"type\":\"label\",\"equals\":\"spam\"}, {\"type\":\"regex\",\"pattern\":\"^[0-9]+$\"}, {\"type\":\"number\",\"equals\":3.14,\"tolerance\":0.01}, {\"type\":\"json\",\"equals\":{}}; \"required\":true refuses an answer that fails.", "type": ["object", "array"] },
            "batch": { "type": "string", "description": "The batch that it is part of, for budgets." }
          },
          "required": ["kind", "input"],
          "additionalProperties": false
        }
        """;

    private const string Output = """
        {
          "type": "object",
          "properties": {
            "id": { "type": "string", "description": "For explain." },
            "status": { "enum": ["succeeded", "failed", "no-award", "cancelled"] },
            "output": { "description": "The answer; null where there is none." },
            "detail": { "type": "string", "description": "Why there is no answer." },
            "bidder": { "type": ["string", "null"] },
            "model": { "type": ["string", "null"] },
            "costUsd": { "type": "number" },
            "latencyMs": { "type": ["number", "null"] }
          },
          "required": ["id", "status", "output", "bidder", "model", "costUsd", "latencyMs"]
        }
        """;

    /// <inheritdoc/>
    public Tool Description { get; } = new()
    {
        Name = "run",
        Title = "Run a microtask",
        Description = "Has one small piece of AI work done by the model that wins its auction, and returns the answer with who gave it, what it cost in US dollars and how long it took. It spends money within the policy and is run once per call.",
        InputSchema = McpResult.Schema(Input),
        OutputSchema = McpResult.Schema(Output),
        Annotations = new ToolAnnotations { ReadOnlyHint = false, DestructiveHint = false, IdempotentHint = false, OpenWorldHint = true },
    };

    /// <inheritdoc/>
    public async Task<CallToolResult> CallAsync(IReadOnlyDictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        var body = McpResult.Object(json =>
        {
            foreach (var (name, value) in arguments)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        });
        var submitted = await api.SubmitAsync(JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Default.JsonElement), Guid.NewGuid().ToString("n"), cancellationToken);
        return submitted.TryGet(out var answer, out var problem) ? ResultOf(answer) : McpResult.Failure(problem.Detail);
    }

    private static CallToolResult ResultOf(MicrotaskAnswer answer)
    {
        var data = McpResult.Object(json => Write(json, answer));
        if (!answer.Succeeded)
            return McpResult.Data($"Microtask {answer.Id} has no answer ({answer.Status}): {answer.Detail} `explain` with this id tells why.", data, isError: true);
        var decision = $"(microtask {answer.Id}: {answer.Award?.Bidder}, {Figures.Usd(answer.CostUsd)}, {Figures.Milliseconds(answer.LatencyMs)})";
        return McpResult.Data($"{answer.OutputText}\n\n{decision}", data);
    }

    private static void Write(Utf8JsonWriter json, MicrotaskAnswer answer)
    {
        json.WriteString("id", answer.Id);
        json.WriteString("status", answer.Status);
        json.WritePropertyName("output");
        if (answer.Output is { ValueKind: not JsonValueKind.Undefined } output)
            output.WriteTo(json);
        else
            json.WriteNullValue();
        if (answer.Detail is { } detail)
            json.WriteString("detail", detail);
        json.WriteString("bidder", answer.Award?.Bidder);
        json.WriteString("model", answer.Award?.Model);
        json.WriteNumber("costUsd", answer.CostUsd);
        if (answer.LatencyMs is { } latency)
            json.WriteNumber("latencyMs", latency);
        else
            json.WriteNull("latencyMs");
    }
}
