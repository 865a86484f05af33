using System.Collections.ObjectModel;
using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Core.Policies;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Submissions;

/// <summary>
/// The one reader of <c>{"kind","instructions"?,"input","outputSchema"?,"policy"?,"tags"?,"batch"?,"verify"?}</c>, whichever way it comes in. Strict: what it does not
/// know it refuses by name, what is wrong it points to. A null counts as left out, except for <c>kind</c> and <c>input</c>.
/// </summary>
public static class MicrotaskRequestReader
{
    private static readonly string[] Fields = ["kind", "instructions", "input", "outputSchema", "policy", "tags", "batch", "verify"];

    /// <summary>Reads a request. Never throws on what it is given, and keeps nothing of the memory.</summary>
    /// <param name="utf8Json">The body, UTF-8, with or without a byte order mark.</param>
    /// <param name="idempotencyKey">The caller's key; null: none.</param>
    /// <returns>
    /// The submission, or the first problem: <c>malformed-json</c>, <c>unknown-field</c>, <c>invalid-field</c>, <c>invalid-schema</c>,
    /// <c>impossible-policy</c>.
    /// </returns>
    public static Result<MicrotaskSubmission> Read(ReadOnlyMemory<byte> utf8Json, IdempotencyKey? idempotencyKey = null)
    {
        var body = RequestDocument.SkipByteOrderMark(utf8Json);
        if (StrictJson.FindFault(body.Span) is { } fault) return fault;
        using var document = JsonDocument.Parse(body);
        return Read(document.RootElement, idempotencyKey, []);
    }

    /// <summary>Reads a request in which the caller has found no fault, see <see cref="StrictJson"/>.</summary>
    /// <param name="root">The request; may be disposed afterwards.</param>
    /// <param name="idempotencyKey">The caller's key; null: none.</param>
    /// <param name="besides">Members that stand beside the request's own, which the caller reads itself.</param>
    internal static Result<MicrotaskSubmission> Read(JsonElement root, IdempotencyKey? idempotencyKey, IReadOnlyList<string> besides)
    {
        if (root.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(root, "", "a JSON object");
        var draft = new Draft(besides);
        foreach (var field in root.EnumerateObject())
        {
            if (besides.Contains(field.Name, StringComparer.Ordinal)) continue;
            if (draft.Read(field.Name, field.Value) is { } problem) return problem;
        }

        if (draft.Kind is null) return FieldValue.Missing("", "kind", "the name under which alike microtasks are learned from");
        if (draft.Input is not { } input) return FieldValue.Missing("", "input", "a string, an object or an array of chat messages");
        return new MicrotaskSubmission
        {
            Kind = draft.Kind,
            Payload = new MicrotaskPayload(draft.Instructions, input.Clone(), draft.OutputSchema?.Clone()),
            Policy = draft.Policy,
            Tags = draft.Tags,
            Batch = draft.Batch,
            Verify = draft.Verify,
            IdempotencyKey = idempotencyKey?.Value,
        };
    }

    private sealed class Draft(IReadOnlyList<string> besides)
    {
        public string? Kind { get; private set; }

        public string? Instructions { get; private set; }

        public JsonElement? Input { get; private set; }

        public JsonElement? OutputSchema { get; private set; }

        public Policy Policy { get; private set; } = PolicyPresets.Find(PolicyPresets.BalancedName)!;

        public IReadOnlyDictionary<string, string> Tags { get; private set; } = ReadOnlyDictionary<string, string>.Empty;

        public string? Batch { get; private set; }

        public IReadOnlyList<Verifier>? Verify { get; private set; }

        public Problem? Read(string name, JsonElement value)
        {
            switch (name)
            {
                case "kind":
                    return ReadKind(value);
                case "input":
                    Input = value;
                    return InputReader.FindFault(value);
                case "instructions" or "outputSchema" or "policy" or "tags" or "batch" or "verify":
                    return value.ValueKind == JsonValueKind.Null ? null : ReadOptional(name, value);
                default:
                    return FieldValue.Unknown("", name, [.. Fields, .. besides]);
            }
        }

        private Problem? ReadOptional(string name, JsonElement value)
        {
            switch (name)
            {
                case "instructions":
                    var problem = FieldValue.Text(value, "/instructions", SubmissionLimits.MaxInstructionsBytes, out var instructions);
                    Instructions = instructions;
                    return problem;
                case "outputSchema":
                    OutputSchema = value;
                    return OutputSchemaReader.FindFault(value);
                case "policy":
                    return ReadPolicy(value);
                case "batch":
                    return ReadBatch(value);
                case "verify":
                    if (!VerifyReader.Read(value).TryGet(out var verify, out problem)) return problem;
                    Verify = verify;
                    return null;
                default:
                    problem = TagsReader.Read(value, out var tags);
                    Tags = tags;
                    return problem;
            }
        }

        private Problem? ReadKind(JsonElement value)
        {
            if (value.ValueKind != JsonValueKind.String) return FieldValue.WrongType(value, "/kind", "a string");
            Kind = value.GetString();
            return KindName.IsValid(Kind) ? null : FieldValue.Invalid("/kind", $"must match {KindName.Pattern}");
        }

        private Problem? ReadBatch(JsonElement value)
        {
            if (value.ValueKind != JsonValueKind.String) return FieldValue.WrongType(value, "/batch", "a string");
            Batch = value.GetString();
            return KindName.IsValid(Batch) ? null : FieldValue.Invalid("/batch", $"must match {KindName.Pattern}");
        }

        private Problem? ReadPolicy(JsonElement value)
        {
            if (!PolicyReader.Read(value).TryGet(out var policy, out var problem)) return problem;
            Policy = policy;
            var faults = PolicyCheck.Problems(policy);
            return faults.Count == 0 ? null : new Problem(ErrorCodes.ImpossiblePolicy, string.Join(' ', faults), "/policy");
        }
    }
}
