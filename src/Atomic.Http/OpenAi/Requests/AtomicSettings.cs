using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Core.Policies;
using Atomic.Http.Problems;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.OpenAi.Requests;

/// <summary>
/// What the caller asks of the house beside the request itself: headers <c>x-atomic-NAME</c>, or members <c>atomic_NAME</c> of <c>metadata</c>. A header
/// counts before the member of the same name. What is not known is refused by name: a limit on cost that is misspelled must not be passed over.
/// </summary>
internal sealed class AtomicSettings
{
    /// <summary>What the names of headers begin with.</summary>
    public const string HeaderPrefix = "x-atomic-";

    private const string MetadataPrefix = "atomic_";
    private static readonly string[] Others = ["policy", "kind", "batch", "tags", "mixed-vectors"];
    private static readonly IReadOnlyList<string> Known = [.. Others, .. PolicyReader.Fields.Where(static field => field != "preset").Select(Kebab)];

    private readonly Dictionary<string, AtomicSetting> _byName = new(StringComparer.Ordinal);

    private AtomicSettings()
    {
    }

    /// <summary>The caller's tags: the metadata that is no setting, and the header <c>x-atomic-tags</c>.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; private set; } = new Dictionary<string, string>();

    /// <summary>Reads them.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="metadata">The request's <c>metadata</c>; null: none.</param>
    public static Result<AtomicSettings> Read(IHeaderDictionary headers, JsonElement? metadata)
    {
        var settings = new AtomicSettings();
        var tags = new JsonObject();
        return (settings.AddHeaders(headers) ?? settings.AddMetadata(metadata, tags) ?? settings.AddTags(tags)) is { } problem ? problem : settings;
    }

    /// <summary>The setting of that name, or null.</summary>
    /// <param name="name">Its name in kebab case.</param>
    public AtomicSetting? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The policy that they ask for.</summary>
    /// <param name="preset">The preset that the model's name asks for; null: none. A preset among the settings counts before it.</param>
    public Result<Policy> ReadPolicy(string? preset) => PolicySettings.Read(_byName.Values, preset);

    /// <summary>A name in camel case as it stands in headers.</summary>
    /// <param name="name">The name.</param>
    public static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private Problem? AddHeaders(IHeaderDictionary headers)
    {
        foreach (var (header, values) in headers)
        {
            if (!header.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase)) continue;
            var source = header.ToLowerInvariant();
            if (values.Count != 1) return new Problem(HttpErrorCodes.InvalidHeader, $"{source} was sent {values.Count} times; send it once.");
            if (Add(source[HeaderPrefix.Length..], source, values.ToString()) is { } problem) return problem;
        }

        return null;
    }

    private Problem? AddMetadata(JsonElement? metadata, JsonObject tags)
    {
        if (metadata is not { } given) return null;
        if (given.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(given, "/metadata", "an object of strings");
        foreach (var member in given.EnumerateObject())
        {
            var at = RequestPointer.Append("/metadata", member.Name);
            if (member.Value.ValueKind != JsonValueKind.String) return FieldValue.WrongType(member.Value, at, "a string");
            if (!member.Name.StartsWith(MetadataPrefix, StringComparison.Ordinal)) tags[member.Name] = member.Value.GetString();
            else if (Add(member.Name[MetadataPrefix.Length..].Replace('_', '-'), $"metadata.{member.Name}", member.Value.GetString()!) is { } problem) return problem;
        }

        return null;
    }

    private Problem? Add(string name, string source, string text)
    {
        if (!Known.Contains(name, StringComparer.Ordinal))
            return new Problem(HttpErrorCodes.InvalidHeader, $"{RequestPointer.Quote(source)} is not known here{NameSuggestion.Clause(name, Known)}");
        if (string.IsNullOrWhiteSpace(text)) return new Problem(HttpErrorCodes.InvalidHeader, $"{source} is empty; give it a value, or leave it out.");
        _byName.TryAdd(name, new AtomicSetting(name, source, text.Trim()));
        return null;
    }

    private Problem? AddTags(JsonObject tags)
    {
        foreach (var pair in Find("tags")?.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (pair.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var value])
                return new Problem(HttpErrorCodes.InvalidHeader, $"{Find("tags")!.Source} must be like team=billing, ticket=17, but has {RequestPointer.Quote(pair)}.");
            tags[name] = value;
        }

        using var document = JsonDocument.Parse(tags.ToJsonString());
        var problem = TagsReader.Read(document.RootElement, out var read);
        Tags = read;
        return problem?.At("/tags", "/metadata");
    }
}
