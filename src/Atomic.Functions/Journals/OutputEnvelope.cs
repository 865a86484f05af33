using System.Text.Json;

namespace Atomic.Functions.Journals;

/// <summary>The output of an orchestration on Durable Task.</summary>
/// <param name="Output">What the orchestration returned.</param>
/// <param name="Journal">Its whole journal, see <see cref="JournalText"/>.</param>
internal sealed record OutputEnvelope(JsonElement Output, string Journal);
