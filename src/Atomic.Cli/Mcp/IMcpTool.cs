using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace Atomic.Cli.Mcp;

/// <summary>Something that an assistant can have done.</summary>
internal interface IMcpTool
{
    /// <summary>What the assistant is told of it.</summary>
    Tool Description { get; }

    /// <summary>Does it.</summary>
    /// <param name="arguments">What the assistant gives; members that the tool does not have were refused before.</param>
    /// <param name="cancellationToken">The assistant waits no longer.</param>
    /// <exception cref="CommandLine.CommandException">It cannot; the assistant gets the sentence.</exception>
    Task<CallToolResult> CallAsync(IReadOnlyDictionary<string, JsonElement> arguments, CancellationToken cancellationToken);
}
