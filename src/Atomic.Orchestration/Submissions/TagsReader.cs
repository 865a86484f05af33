using System.Collections.ObjectModel;
using System.Text.Json;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Submissions;

/// <summary>Reads a microtask's <c>tags</c>: an object of short strings.</summary>
public static class TagsReader
{
    private const string Pointer = "/tags";

    /// <summary>Reads the tags.</summary>
    /// <param name="value">The tags as they were sent.</param>
    /// <param name="tags">The tags; empty where there is a problem.</param>
    /// <returns>What is wrong, or null.</returns>
    public static Problem? Read(JsonElement value, out IReadOnlyDictionary<string, string> tags)
    {
        tags = ReadOnlyDictionary<string, string>.Empty;
        if (value.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(value, Pointer, "an object of strings");
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in value.EnumerateObject())
        {
            if (read.Count == SubmissionLimits.MaxTags)
                return FieldValue.Invalid(Pointer, $"has too many entries; at most {SubmissionLimits.MaxTags} are taken");
            var at = RequestPointer.Append(Pointer, tag.Name);
            if (tag.Name.Length is 0 or > SubmissionLimits.MaxTagNameLength || tag.Name.Any(char.IsControl))
                return FieldValue.Invalid(at, $"must have a name of 1 to {SubmissionLimits.MaxTagNameLength} printable characters");
            if (FieldValue.Text(tag.Value, at, SubmissionLimits.MaxTagValueBytes, out var text) is { } problem) return problem;
            read.Add(tag.Name, text);
        }

        tags = read;
        return null;
    }
}
