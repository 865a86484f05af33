using System.Buffers;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Requests;

/// <summary>The parameters that one of OpenAI's requests may have. What is none of them is refused by name, as OpenAI does.</summary>
internal sealed class RequestParameters
{
    private readonly FrozenDictionary<string, RequestParameter> _byName;

    /// <summary>Those parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    public RequestParameters(params IEnumerable<RequestParameter> parameters) => _byName = parameters.ToFrozenDictionary(static parameter => parameter.Name);

    /// <summary>What is wrong with the first parameter at fault, or null. A null counts as left out.</summary>
    /// <param name="root">The request.</param>
    public Problem? FindFault(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(root, "", "a JSON object");
        foreach (var member in root.EnumerateObject())
        {
            if (!_byName.TryGetValue(member.Name, out var parameter)) return Unknown(member.Name);
            if (member.Value.ValueKind == JsonValueKind.Null) continue;
            if (parameter.FindFault?.Invoke(member.Value, RequestPointer.Append("", member.Name)) is { } problem) return problem;
        }

        return null;
    }

    /// <summary>What is passed on to the endpoint, as the object that <see cref="Orchestration.Microtasks.MicrotaskPayload.Parameters"/> takes.</summary>
    /// <param name="root">A request without fault.</param>
    /// <param name="changes">Members to send besides, or under another name; a null leaves the member of that name out.</param>
    public JsonElement Passed(JsonElement root, params IReadOnlyList<(string Name, JsonElement? Value)> changes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in root.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.Null || _byName[member.Name].Use != ParameterUse.Passed || changes.Any(change => change.Name == member.Name)) continue;
                Write(writer, member.Name, member.Value);
            }

            foreach (var (name, value) in changes)
            {
                if (value is { } given) Write(writer, name, given);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }

    private Problem Unknown(string name) => new(
        ErrorCodes.UnknownField,
        $"Unrecognized request argument supplied: {RequestPointer.Quote(name)}{(NameSuggestion.Nearest(name, _byName.Keys) is { } near ? $"; did you mean \"{near}\"?" : ".")}",
        RequestPointer.Append("", name));
}
