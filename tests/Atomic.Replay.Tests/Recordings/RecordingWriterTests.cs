using Atomic.Replay.Recordings;

namespace Atomic.Replay.Tests.Recordings;

public sealed class RecordingWriterTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_ThenRead_GivesTheSameRecording(bool compress)
    {
        using var folder = new TemporaryFolder();
        var recording = Sample();

        RecordingWriter.Write(recording, folder.Path, compress);
        var read = RecordingReader.Read(folder.Path);

        read.Market.ShouldBeEquivalentTo(recording.Market);
        read.Tasks.Count.ShouldBe(recording.Tasks.Count);
        for (var i = 0; i < read.Tasks.Count; i++)
            read.Tasks[i].ShouldBeEquivalentTo(recording.Tasks[i]);
    }

    [Fact]
    public void Write_Recording_WritesTheDocumentedFormat()
    {
        using var folder = new TemporaryFolder();

        RecordingWriter.Write(Sample(), folder.Path);

        File.ReadAllText(folder.File("tasks.jsonl")).ShouldBe(
            """{"id":"1","kind":"k","subject":"sub","split":"test","input":"Zürich \"1\"\n","label":"L","answers":{"a":{"output":"out","correct":true,"inputTokens":3,"outputTokens":4,"costUsd":0.25,"latencyMs":9},"b":{"output":"","inputTokens":0,"outputTokens":0}}}""" + "\n"
            + """{"id":"2","kind":"k","input":"alone"}""" + "\n");
        File.ReadAllText(folder.File("market.json")).ShouldBe("""
            {
              "name": "m",
              "strong": "a",
              "weak": "b",
              "models": {
                "a": {
                  "inputUsdPerMTok": 0.075,
                  "outputUsdPerMTok": 0.3,
                  "latencyMsP50": 10,
                  "latencyMsP95": 20
                },
                "b": {
                  "inputUsdPerMTok": 0,
                  "outputUsdPerMTok": 0
                }
              },
              "source": "s"
            }

            """);
    }

    [Fact]
    public void Write_OtherFormThere_LeavesOneTasksFile()
    {
        using var folder = new TemporaryFolder();
        RecordingWriter.Write(Sample(), folder.Path, compress: true);
        var first = File.ReadAllBytes(folder.File("tasks.jsonl.gz"));

        RecordingWriter.Write(Sample(), folder.Path);
        File.Exists(folder.File("tasks.jsonl.gz")).ShouldBeFalse();

        RecordingWriter.Write(Sample(), folder.Path, compress: true);
        File.Exists(folder.File("tasks.jsonl")).ShouldBeFalse();
        File.ReadAllBytes(folder.File("tasks.jsonl.gz")).ShouldBe(first);
    }

    [Fact]
    public void Recording_AnswerOfAModelWithoutPrices_IsRefused()
    {
        var sample = Sample();
        var market = sample.Market with { Models = new Dictionary<string, RecordedModel>() };

        Should.Throw<ArgumentException>(() => new Recording(market, sample.Tasks)).Message.ShouldContain("Task '1' has an answer of 'a'");
    }

    [Fact]
    public void CostUsd_TokensAndPrices_IsTheirSum()
    {
        new RecordedModel { InputUsdPerMTok = 2, OutputUsdPerMTok = 8 }.CostUsd(1000, 500).ShouldBe(0.006, 1e-12);
    }

    private static Recording Sample()
    {
        var market = new RecordedMarket
        {
            Name = "m",
            Models = new Dictionary<string, RecordedModel>
            {
                ["a"] = new() { InputUsdPerMTok = 0.075, OutputUsdPerMTok = 0.3, LatencyMsP50 = 10, LatencyMsP95 = 20 },
                ["b"] = new(),
            },
            Strong = "a",
            Weak = "b",
            Source = "s",
        };
        return new Recording(market,
        [
            new RecordedTask
            {
                Id = "1", Kind = "k", Input = "Zürich \"1\"\n", Label = "L", Subject = "sub", Split = "test",
                Answers = new Dictionary<string, RecordedAnswer>
                {
                    ["a"] = new("out", true, 3, 4) { CostUsd = 0.25, LatencyMs = 9 },
                    ["b"] = new("", null, 0, 0),
                },
            },
            new RecordedTask { Id = "2", Kind = "k", Input = "alone" },
        ]);
    }
}
