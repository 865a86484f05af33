using Atomic.Replay.Recordings;

namespace Atomic.Replay.Server;

/// <summary>The served names: recorded models in their recorded order, then aliases.</summary>
internal sealed class ServedModels
{
    private readonly Dictionary<string, ServedModel> _byName = new(StringComparer.Ordinal);

    public ServedModels(Recording recording, IReadOnlyDictionary<string, string> aliases)
    {
        foreach (var model in recording.Market.Models.Keys)
            _byName[model] = new ServedModel(model, model);
        foreach (var (alias, model) in aliases)
            _byName[alias] = new ServedModel(alias, model);
    }

    public ServedModel? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Writes the answer of <c>GET /v1/models</c>.</summary>
    public void Write(AnswerBuffer buffer, long created)
    {
        var json = buffer.StartJson();
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        foreach (var name in _byName.Keys)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, name);
            json.WriteString("object"u8, "model"u8);
            json.WriteNumber("created"u8, created);
            json.WriteString("owned_by"u8, "atomic-replay"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }
}
