using System.Text.Json;
using Atomic.Orchestration.Access;

namespace Atomic.Http.Keys;

/// <summary>The wire form of an API key: never its secret's hash.</summary>
internal static class ApiKeyJson
{
    /// <summary>Writes one as an object.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="key">The key.</param>
    public static void Write(Utf8JsonWriter writer, ApiKey key)
    {
        writer.WriteStartObject();
        WriteMembers(writer, key);
        writer.WriteEndObject();
    }

    /// <summary>Writes one that was made just now, with its secret and, where it is the house's first, what that means.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="issued">The key.</param>
    public static void WriteIssued(Utf8JsonWriter writer, IssuedApiKey issued)
    {
        writer.WriteStartObject();
        writer.WriteString("key"u8, issued.Text.Reveal());
        WriteMembers(writer, issued.Key);
        if (issued.IsFirst) writer.WriteString("notice"u8, IssuedApiKey.FirstKeyNotice);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, ApiKey key)
    {
        writer.WriteString("id"u8, key.Id);
        writer.WriteString("tenant"u8, key.Tenant);
        writer.WriteStartArray("scopes"u8);
        foreach (var scope in ScopeNames.Of(key.Scopes)) writer.WriteStringValue(scope);
        writer.WriteEndArray();
        writer.WriteString("label"u8, key.Label);
        writer.WriteString("createdAt"u8, key.CreatedAt);
        WriteTime(writer, "expiresAt"u8, key.ExpiresAt);
        WriteTime(writer, "revokedAt"u8, key.RevokedAt);
    }

    private static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } value) writer.WriteString(name, value);
        else writer.WriteNull(name);
    }
}
