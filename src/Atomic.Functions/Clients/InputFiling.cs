using System.Text;
using System.Text.Json;
using Atomic.Orchestration.Durable;

namespace Atomic.Functions.Clients;

/// <summary>
/// Under what an instance can be listed. Durable Task files instances under nothing that every backend can tell: it is read from the instance's input,
/// which says whose it is and of what kind.
/// </summary>
internal static class InputFiling
{
    /// <summary>The filing.</summary>
    /// <param name="input">The instance's input as JSON; null: there is none.</param>
    public static Filing Of(string? input)
    {
        if (input is not { Length: > 0 })
            return Filing.None;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(input));
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return Filing.None;
        var (owner, group) = Filing.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && (owner is null || group is null))
        {
            var isOwner = reader.ValueTextEquals("tenant"u8);
            var isGroup = reader.ValueTextEquals("kind"u8);
            reader.Read();
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            (owner, group) = (isOwner ? text : owner, isGroup ? text : group);
            reader.Skip();
        }

        return new Filing(owner, group);
    }
}
