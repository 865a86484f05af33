using System.Text;
using System.Text.Json;
using Atomic.Functions.Journals;
using Atomic.Orchestration.Durable;
using Microsoft.DurableTask.Client;

namespace Atomic.Functions.Clients;

/// <summary>Tells what Durable Task has of an instance in the house's own terms.</summary>
internal static class Snapshots
{
    /// <summary>The label of an instance that ended without having published any: it threw, or was terminated.</summary>
    public const string FailedLabel = "failed";

    /// <summary>The snapshot.</summary>
    /// <param name="metadata">What Durable Task has, with inputs and outputs.</param>
    public static OrchestrationSnapshot Of(OrchestrationMetadata metadata)
    {
        var status = StatusOf(metadata.RuntimeStatus);
        var published = StatusEnvelopeOf(metadata);
        var filing = InputFiling.Of(metadata.SerializedInput);
        var snapshot = new OrchestrationSnapshot
        {
            InstanceId = metadata.InstanceId,
            Name = metadata.Name,
            Status = status,
            CreatedAt = metadata.CreatedAt,
            UpdatedAt = metadata.LastUpdatedAt,
            Owner = filing.Owner,
            Group = filing.Group,
            CustomStatusJson = published?.Status is { } custom ? Bytes(custom) : null,
            OutputJson = status == OrchestrationStatus.Completed && OutputEnvelopeOf(metadata) is { } envelope ? Bytes(envelope.Output) : null,
            Failure = FailureOf(metadata, status),
        };
        var label = published?.Label ?? (snapshot.Failure is null ? null : FailedLabel);
        return label is null ? snapshot : snapshot with { Label = label };
    }

    /// <summary>Where an instance stands.</summary>
    /// <param name="status">As Durable Task sees it: pending and suspended instances have not ended.</param>
    public static OrchestrationStatus StatusOf(OrchestrationRuntimeStatus status) => status switch
    {
        OrchestrationRuntimeStatus.Completed => OrchestrationStatus.Completed,
        OrchestrationRuntimeStatus.Failed => OrchestrationStatus.Failed,
        OrchestrationRuntimeStatus.Terminated => OrchestrationStatus.Terminated,
        _ => OrchestrationStatus.Running,
    };

    /// <summary>The envelope that the instance published; null before it has published any.</summary>
    /// <param name="metadata">What Durable Task has.</param>
    public static StatusEnvelope? StatusEnvelopeOf(OrchestrationMetadata metadata) =>
        metadata.SerializedCustomStatus is { Length: > 0 } json ? JsonSerializer.Deserialize(json, JournalJson.Default.StatusEnvelope) : null;

    /// <summary>The envelope that a completed instance returned; null where there is none.</summary>
    /// <param name="metadata">What Durable Task has.</param>
    public static OutputEnvelope? OutputEnvelopeOf(OrchestrationMetadata metadata) =>
        metadata.SerializedOutput is { Length: > 0 } json ? JsonSerializer.Deserialize(json, JournalJson.Default.OutputEnvelope) : null;

    /// <summary>Why an instance failed or was terminated; null where it did neither.</summary>
    /// <param name="metadata">What Durable Task has.</param>
    /// <param name="status">Where the instance stands.</param>
    public static string? FailureOf(OrchestrationMetadata metadata, OrchestrationStatus status) => status switch
    {
        OrchestrationStatus.Failed => metadata.FailureDetails?.ErrorMessage ?? PlainText(metadata.SerializedOutput) ?? "The orchestration failed for a reason that was not kept.",
        OrchestrationStatus.Terminated => PlainText(metadata.SerializedOutput) ?? "The orchestration was terminated.",
        _ => null,
    };

    /// <summary>What a text says that is a JSON string where our client wrote it, and plain where the host did.</summary>
    /// <param name="text">The text; null: there is none.</param>
    public static string? PlainText(string? text)
    {
        if (text is not { Length: > 1 } || text[0] != '"')
            return text is { Length: > 0 } ? text : null;
        try
        {
            return JsonSerializer.Deserialize(text, JournalJson.Default.String);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    // Nullable on purpose: a null array would convert to memory that is empty, but there.
    private static ReadOnlyMemory<byte>? Bytes(JsonElement json) => Encoding.UTF8.GetBytes(json.GetRawText());
}
