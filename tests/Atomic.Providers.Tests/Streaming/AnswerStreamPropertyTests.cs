using System.Text;
using Atomic.Providers.Streaming;
using Atomic.Providers.Tests.Fixtures;
using CsCheck;

namespace Atomic.Providers.Tests.Streaming;

/// <summary>Whatever bytes come, in whatever pieces: an answer or a fault, and never more passed on than was sent.</summary>
public sealed class AnswerStreamPropertyTests
{
    private static readonly string[] Tokens =
    [
        "data: ", "data:", "event: error\n", ": x\n", "\n", "\n\n", "\r", "\r\n", "[DONE]", "{", "}", "[", "]", "\"", ":", ",", "null", "\uFEFF", "\\ud83d",
        Chunk.Of(Chunk.Role), Chunk.Text("a"), Chunk.Text("ö"), Chunk.End(), Chunk.End("length"), Chunk.Usage(), Chunk.Done, Chunk.Text("b", index: 1),
        Chunk.Of("""{"tool_calls":[{"index":0,"id":"x","function":{"name":"f","arguments":"{"}}]}"""), Chunk.Of("""{"tool_calls":[{"function":{"arguments":"}"}}]}"""),
        Chunk.Frame("""{"error":{}}"""), Chunk.Frame("""{"choices":[{"delta":7}]}"""), Chunk.Frame("""{"choices":[{"index":1e9}]}"""), Chunk.Frame("""{"choices":[null]}"""),
        Chunk.Frame("""{"choices":[{"finish_reason":{},"logprobs":{"content":[1]}}]}"""), Chunk.Frame("""{"usage":{"prompt_tokens":{}},"model":7,"id":[]}"""),
    ];

    private static readonly Gen<byte[]> Streams = Gen.OneOf(
        Gen.Byte.Array[0, 400],
        Gen.Int[0, Tokens.Length - 1].Select(static at => Encoding.UTF8.GetBytes(Tokens[at])).Array[0, 40].Select(static parts => parts.SelectMany(static part => part).ToArray()));

    [Fact]
    public void ReadAsync_AnyBytes_EndInAnAnswerOrAFault() => Gen.Select(Streams, Gen.Int[1, 64], Gen.Int[1, 2]).Sample(
        static (bytes, piece, choices) =>
        {
            var sink = new ListSink();
            var stream = new AnswerStream(sink, choices, new StreamLimits(TimeSpan.FromSeconds(5)), TimeProvider.System);

            var fault = stream.ReadAsync(new PiecewiseStream(bytes, piece), CancellationToken.None).GetAwaiter().GetResult();

            var answer = fault is null ? stream.Answer.Read(out _) : null;
            return (fault is not null || answer is not null) && stream.HasPassedOn == (sink.Deltas.Count > 0) && sink.Deltas.All(delta => delta.Choice < choices);
        },
        iter: 3_000);

    [Fact]
    public void ReadAsync_SameBytesInOtherPieces_GiveTheSame() => Gen.Select(Streams, Gen.Int[1, 7]).Sample(
        static (bytes, piece) => Tell(bytes, piece) == Tell(bytes, int.MaxValue),
        iter: 1_000);

    [Fact]
    public void ReadAsync_AnyTexts_ArePutTogetherAsTheyWerePassedOn() => Gen.String[0, 20].Array[1, 12].Where(static texts => texts.Any(static text => text.Length > 0)).Sample(
        static texts =>
        {
            var wire = string.Concat(texts.Select(static text => Chunk.Of($$"""{"content":{{System.Text.Json.JsonSerializer.Serialize(Clean(text))}}}"""))) + Chunk.End() + Chunk.Done;
            var sink = new ListSink();
            var stream = new AnswerStream(sink, 1, new StreamLimits(TimeSpan.FromSeconds(5)), TimeProvider.System);

            var fault = stream.ReadAsync(new PiecewiseStream(Encoding.UTF8.GetBytes(wire), 13), CancellationToken.None).GetAwaiter().GetResult();

            var whole = string.Concat(texts.Select(Clean));
            return fault is null
                && (stream.Answer.Read(out _)!.Text ?? "") == whole
                && string.Concat(sink.Deltas.Select(static delta => delta.Delta.TryGetProperty("content", out var content) ? content.GetString() : "")) == whole;
        },
        iter: 500);

    private static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Tell(byte[] bytes, int piece)
    {
        var sink = new ListSink();
        var stream = new AnswerStream(sink, 1, new StreamLimits(TimeSpan.FromSeconds(5)), TimeProvider.System);
        var fault = stream.ReadAsync(new PiecewiseStream(bytes, piece), CancellationToken.None).GetAwaiter().GetResult();
        return $"{fault} {string.Join('|', sink.Told)} {string.Join('|', stream.Answer.Texts)}";
    }

    /// <summary>Gives at most so many bytes at a time.</summary>
    private sealed class PiecewiseStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span[..Math.Min(piece, buffer.Length)]));
    }
}
