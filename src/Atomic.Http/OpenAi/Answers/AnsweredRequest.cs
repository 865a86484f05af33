using System.Globalization;
using System.Text.Json;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;

namespace Atomic.Http.OpenAi.Answers;

/// <summary>A request with its answer.</summary>
/// <param name="Request">The request.</param>
/// <param name="View">The microtask; it has succeeded.</param>
internal sealed record AnsweredRequest(OpenAiRequest Request, MicrotaskView View)
{
    private const string MicrotaskPrefix = "mt-";

    /// <summary>The model that answered: as its endpoint names it, else as the market does.</summary>
    public string Model => View.Award?.ServedModel ?? View.Award?.Model ?? Request.Model;

    /// <summary>The answer's choices as the endpoint gave them, and under a schema as they were verified; null where the answer is one text.</summary>
    public JsonElement? Choices => Request.Submission.Payload is { OutputSchema: not null } payload && !ChoicesForm.IsAskedFor(payload) ? null : View.Output?.Find("choices");

    /// <summary>The answer as one text; of an answer under a schema, its JSON.</summary>
    public string Text => View.Output is { ValueKind: not JsonValueKind.Undefined } output
        ? output.ValueKind == JsonValueKind.String && Request.Submission.Payload.OutputSchema is null ? output.GetString()! : output.GetRawText()
        : "";

    /// <summary>Why the model stopped; <c>stop</c> where its endpoint did not say.</summary>
    public string FinishReason => View.FinishReason ?? "stop";

    /// <summary>The cost of all attempts in USD as a decimal without exponent.</summary>
    public string CostUsd => View.CostUsd.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>The answer's id: the microtask's own, with another beginning.</summary>
    /// <param name="prefix">What it begins with.</param>
    public string IdOf(string prefix) => IdOf(prefix, View.Id);

    /// <summary>The id of a microtask with another beginning.</summary>
    /// <param name="prefix">What it begins with.</param>
    /// <param name="microtaskId">The microtask's id.</param>
    public static string IdOf(string prefix, string microtaskId) =>
        prefix + (microtaskId.StartsWith(MicrotaskPrefix, StringComparison.Ordinal) ? microtaskId[MicrotaskPrefix.Length..] : microtaskId);

    /// <summary>Writes the member <c>atomic</c>, by which streams tell what headers could not: who answered, by which plan, at what cost.</summary>
    /// <param name="writer">Takes it.</param>
    public void WriteAward(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("atomic"u8);
        writer.WriteString("id"u8, View.Id);
        writer.WriteString("bidder"u8, View.Award?.Bidder);
        writer.WriteString("model"u8, View.Award?.Model);
        writer.WriteString("plan"u8, View.Award?.Plan);
        writer.WriteNumber("costUsd"u8, View.CostUsd);
        writer.WriteString("explanation"u8, $"{MicrotaskJson.SelfPath("", View.Id)}/explanation");
        writer.WriteEndObject();
    }
}
