using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atomic.Functions.Journals;

/// <summary>Writes a <see cref="CheckpointedStatus"/> as the <see cref="StatusEnvelope"/> that it stands for at that moment.</summary>
internal sealed class CheckpointedStatusConverter : JsonConverter<CheckpointedStatus>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CheckpointedStatus value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToEnvelope(), JournalJson.Default.StatusEnvelope);

    /// <inheritdoc/>
    public override CheckpointedStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"A custom status is read as {nameof(StatusEnvelope)}.");
}
