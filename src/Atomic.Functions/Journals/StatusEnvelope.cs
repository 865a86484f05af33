using System.Text.Json;

namespace Atomic.Functions.Journals;

/// <summary>The custom status of an orchestration on Durable Task.</summary>
/// <param name="Label">The word under which the instance can be listed; null before any was published.</param>
/// <param name="Status">What the orchestration published last; null before it has published anything.</param>
/// <param name="Journal">Its journal up to the last checkpoint, see <see cref="JournalText"/>; null where that would be too long.</param>
internal sealed record StatusEnvelope(string? Label, JsonElement? Status, string? Journal)
{
    /// <summary>UTF-16 code units that a custom status may have: Durable Functions refuses more than 16 KiB of them in bytes.</summary>
    public const int MaxLength = (16 * 1024 / sizeof(char)) - 1;
}
