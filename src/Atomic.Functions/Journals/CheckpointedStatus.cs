using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atomic.Functions.Journals;

/// <summary>
/// The custom status of a running orchestration. Durable Task takes the object when it is set, but writes it once, at the end of each turn: so it is set
/// once, and what it says is what the journal holds by then. That way a checkpoint costs one compression a turn, however many events the turn replays.
/// </summary>
/// <param name="journal">The orchestration's journal.</param>
[JsonConverter(typeof(CheckpointedStatusConverter))]
internal sealed class CheckpointedStatus(Journal journal)
{
    /// <summary>The word under which the instance can be listed; null before any was published.</summary>
    public string? Label { get; private set; }

    /// <summary>What the orchestration published last; null before it has published anything.</summary>
    public JsonElement? Status { get; private set; }

    /// <summary>Publishes.</summary>
    /// <param name="status">The status.</param>
    /// <param name="label">The label.</param>
    public void Publish(JsonElement status, string label) => (Status, Label) = (status, label);

    /// <summary>The status as it stands, with the journal as far as it fits.</summary>
    public StatusEnvelope ToEnvelope()
    {
        var envelope = new StatusEnvelope(Label, Status, JournalText.Write(journal.Entries));
        return Length(envelope) <= StatusEnvelope.MaxLength ? envelope : envelope with { Journal = null };
    }

    // In bytes of UTF-8, which are never fewer than code units of UTF-16.
    private static int Length(StatusEnvelope envelope) => JsonSerializer.SerializeToUtf8Bytes(envelope, JournalJson.Default.StatusEnvelope).Length;
}
