using System.Text.Json;
using Atomic.Cli.Api;
using Atomic.Cli.Output;
using Spectre.Console;

namespace Atomic.Cli.Keys;

/// <summary>Tells of keys.</summary>
internal static class KeyReport
{
    /// <summary>Writes a key's members.</summary>
    /// <param name="json">Takes them.</param>
    /// <param name="key">The key.</param>
    public static void Write(Utf8JsonWriter json, KeyAnswer key)
    {
        if (key.Key is not null)
            json.WriteString("key", key.Key);
        json.WriteString("id", key.Id);
        json.WriteString("tenant", key.Tenant);
        json.WriteStartArray("scopes");
        foreach (var scope in key.Scopes)
            json.WriteStringValue(scope);
        json.WriteEndArray();
        json.WriteString("label", key.Label);
        json.WriteString("createdAt", key.CreatedAt);
        WriteTime(json, "expiresAt", key.ExpiresAt);
        WriteTime(json, "revokedAt", key.RevokedAt);
        if (key.Notice is not null)
            json.WriteString("notice", key.Notice);
    }

    /// <summary>Writes a list's members.</summary>
    /// <param name="json">Takes them.</param>
    /// <param name="list">The list.</param>
    public static void Write(Utf8JsonWriter json, KeyList list)
    {
        json.WriteStartArray("items");
        foreach (var key in list.Items)
        {
            json.WriteStartObject();
            Write(json, key);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Draws a list.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="list">The list.</param>
    /// <param name="now">The time.</param>
    public static void Draw(CommandOutput output, KeyList list, DateTimeOffset now)
    {
        if (list.Items.Count == 0)
        {
            output.Line("There are no keys.");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (var heading in (string[])["id", "tenant", "scopes", "label", "made", "state"])
            table.AddColumn(heading);
        foreach (var key in list.Items)
            table.AddRow(key.Id, key.Tenant, string.Join(' ', key.Scopes), Markup.Escape(key.Label), $"{key.CreatedAt:yyyy-MM-dd}", StateOf(key, now));
        output.Draw(table);
    }

    /// <summary>When a key ends, as a clause.</summary>
    /// <param name="key">The key.</param>
    public static string Ends(KeyAnswer key) => key.ExpiresAt is { } end ? $" until {end:u}" : ", with no end";

    private static string StateOf(KeyAnswer key, DateTimeOffset now) => key switch
    {
        { RevokedAt: { } revoked } => $"revoked {revoked:yyyy-MM-dd}",
        { ExpiresAt: { } end } when end <= now => $"expired {end:yyyy-MM-dd}",
        { ExpiresAt: { } end } => $"until {end:yyyy-MM-dd}",
        _ => "valid",
    };

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } value)
            json.WriteString(name, value);
        else
            json.WriteNull(name);
    }
}
