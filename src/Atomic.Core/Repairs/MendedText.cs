using System.Text.Json;

namespace Atomic.Core.Repairs;

/// <summary>JSON that was found in a text.</summary>
/// <param name="Value">The value.</param>
/// <param name="Repairs">What had to be mended to read it.</param>
internal sealed record MendedText(JsonElement Value, RepairSet Repairs);
