using System.Buffers;
using System.Text.Json;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Activities;

/// <summary>What a program reads of an answer that it judges: <c>{"id","kind","instructions"?,"input","outputSchema"?,"output"}</c>.</summary>
public static class ProgramInput
{
    /// <summary>The JSON, UTF-8, with a line end.</summary>
    /// <param name="order">The microtask.</param>
    /// <param name="payload">What was worked on.</param>
    /// <param name="output">The answer.</param>
    public static ReadOnlyMemory<byte> Of(VerdictOrder order, MicrotaskPayload payload, JsonElement output)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, order.MicrotaskId);
            writer.WriteString("kind"u8, order.Kind);
            if (payload.Instructions is { } instructions) writer.WriteString("instructions"u8, instructions);
            Write(writer, "input", payload.Input);
            if (payload.OutputSchema is { } schema) Write(writer, "outputSchema", schema);
            Write(writer, "output", output);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
    }
}
