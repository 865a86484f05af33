using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Service;

/// <summary>Writes microtasks as callers see them, by HTTP and by queue. Members are always there, null where there is nothing yet; only <c>detail</c>, <c>refusal</c>, and <c>atWork</c> of the award, come and go.</summary>
public static class MicrotaskJson
{
    /// <summary>Where microtasks live.</summary>
    public const string Path = "/api/microtasks";

    /// <summary>Writes one.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="view">The microtask.</param>
    /// <param name="pathBase">What the host's paths begin with; mostly empty.</param>
    public static void Write(Utf8JsonWriter writer, MicrotaskView view, string pathBase)
    {
        writer.WriteStartObject();
        WriteMembers(writer, view, pathBase);
        writer.WriteEndObject();
    }

    /// <summary>Writes one as an item of a listing, with its times.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="view">The microtask.</param>
    /// <param name="pathBase">What the host's paths begin with; mostly empty.</param>
    public static void WriteItem(Utf8JsonWriter writer, MicrotaskView view, string pathBase)
    {
        writer.WriteStartObject();
        WriteMembers(writer, view, pathBase);
        writer.WriteString("submittedAt"u8, view.SubmittedAt);
        if (view.EndedAt is { } endedAt) writer.WriteString("endedAt"u8, endedAt);
        else writer.WriteNull("endedAt"u8);
        writer.WriteEndObject();
    }

    /// <summary>The path of a microtask.</summary>
    /// <param name="pathBase">What the host's paths begin with; mostly empty.</param>
    /// <param name="id">Its id.</param>
    public static string SelfPath(string pathBase, string id) => $"{pathBase}{Path}/{id}";

    /// <summary>Writes the members of one into an object that has members of its own.</summary>
    /// <param name="writer">Takes them.</param>
    /// <param name="view">The microtask.</param>
    /// <param name="pathBase">What the host's paths begin with; mostly empty.</param>
    public static void WriteMembers(Utf8JsonWriter writer, MicrotaskView view, string pathBase)
    {
        var self = SelfPath(pathBase, view.Id);
        writer.WriteString("id"u8, view.Id);
        writer.WriteString("kind"u8, view.Kind);
        writer.WriteString("status"u8, MicrotaskStatusLabels.Of(view.Status));
        writer.WritePropertyName("output"u8);
        if (view.Output is { ValueKind: not JsonValueKind.Undefined } output)
        {
            // As the model wrote it: re-encoding could only lose something.
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(output), skipInputValidation: true);
        }
        else
        {
            writer.WriteNullValue();
        }

        if (view.Detail is not null) writer.WriteString("detail"u8, view.Detail);
        if (view.Refusal is { } refusal) WriteRefusal(writer, refusal);
        WriteAward(writer, view.Award);
        writer.WriteNumber("costUsd"u8, view.CostUsd);
        WriteMilliseconds(writer, "latencyMs"u8, view.LatencyMs);
        WriteMilliseconds(writer, "overheadMs"u8, view.OverheadMs);
        writer.WriteStartObject("links"u8);
        writer.WriteString("self"u8, self);
        writer.WriteString("explanation"u8, $"{self}/explanation");
        writer.WriteEndObject();
    }

    private static void WriteRefusal(Utf8JsonWriter writer, MicrotaskRefusal refusal)
    {
        writer.WriteStartObject("refusal"u8);
        writer.WriteString("code"u8, refusal.Code);
        writer.WriteString("budget"u8, refusal.Budget);
        writer.WriteNumber("leftUsd"u8, refusal.LeftUsd);
        if (refusal.RenewsAt is { } renewsAt) writer.WriteString("renewsAt"u8, renewsAt);
        else writer.WriteNull("renewsAt"u8);
        writer.WriteEndObject();
    }

    private static void WriteAward(Utf8JsonWriter writer, AwardView? award)
    {
        if (award is null)
        {
            writer.WriteNull("award"u8);
            return;
        }

        writer.WriteStartObject("award"u8);
        writer.WriteString("bidder"u8, award.Bidder);
        writer.WriteString("model"u8, award.Model);
        writer.WriteString("servedModel"u8, award.ServedModel);
        writer.WriteString("plan"u8, award.Plan);
        writer.WriteString("winner"u8, award.Winner);
        writer.WriteNumber("attempts"u8, award.Attempts);
        if (award.AtWork.Count > 0)
        {
            writer.WriteStartArray("atWork"u8);
            foreach (var bidder in award.AtWork) writer.WriteStringValue(bidder);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteMilliseconds(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double? value)
    {
        // A microsecond is finer than anything that is measured here.
        if (value is { } milliseconds) writer.WriteNumber(name, Math.Round(milliseconds, 3));
        else writer.WriteNull(name);
    }
}
