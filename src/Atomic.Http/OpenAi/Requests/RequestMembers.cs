using System.Text.Json;
using Atomic.Orchestration.Service;

namespace Atomic.Http.OpenAi.Requests;

/// <summary>Looks up members of a request, and moves problems to where the caller wrote what is wrong.</summary>
internal static class RequestMembers
{
    /// <summary>The member, or null where it is not there or null.</summary>
    /// <param name="parent">An object.</param>
    /// <param name="name">The member's name.</param>
    public static JsonElement? Find(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>Whether the value is an array of nothing.</summary>
    /// <param name="value">The value.</param>
    public static bool IsEmptyArray(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0;

    /// <summary>The problem as it stands at another place of the request.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="from">The pointer to what was read.</param>
    /// <param name="to">The pointer to where the caller wrote it.</param>
    public static Problem At(this Problem problem, string from, string to) => problem.Pointer is { } pointer && pointer.StartsWith(from, StringComparison.Ordinal)
        ? problem with { Pointer = to + pointer[from.Length..], Detail = problem.Detail.Replace(from, to, StringComparison.Ordinal) }
        : problem;
}
