using System.Buffers;
using System.Text.Json;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.Run;

/// <summary>Makes requests of recorded tasks. Label, subject and correctness stay behind, but for what the answer is held against: whoever chooses must not see them.</summary>
internal static class RecordedItems
{
    /// <summary>The microtask of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="line">Its place, from 1.</param>
    /// <param name="instructions">What the models are told; null: nothing.</param>
    /// <param name="policyJson">The policy as JSON; null: the server's default.</param>
    /// <param name="batch">The batch; null: none.</param>
    /// <param name="verify">What the answer is held against; null: what the server has for the kind.</param>
    public static RunItem Of(RecordedTask task, int line, string? instructions, string? policyJson, string? batch = null, VerifyArgument? verify = null) =>
        new(line, task.Id, task.Kind, Request(task, instructions, policyJson, batch, verify?.Of(task.Label)), task);

    /// <summary>The tasks in an order that depends on the seed alone; the same on every machine.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="seed">The seed.</param>
    public static IReadOnlyList<RecordedTask> Shuffled(IReadOnlyList<RecordedTask> tasks, int seed)
    {
        var shuffled = tasks.ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    private static byte[] Request(RecordedTask task, string? instructions, string? policyJson, string? batch, string? verifyJson)
    {
        var buffer = new ArrayBufferWriter<byte>(task.Input.Length + 256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", task.Kind);
            if (instructions is not null)
                json.WriteString("instructions", instructions);
            if (batch is not null)
                json.WriteString("batch", batch);
            json.WriteString("input", task.Input);
            if (policyJson is not null)
            {
                json.WritePropertyName("policy");
                json.WriteRawValue(policyJson);
            }

            if (verifyJson is not null)
            {
                json.WritePropertyName("verify");
                json.WriteRawValue(verifyJson);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
