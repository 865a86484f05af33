using System.IO.Compression;
using System.Text;
using Atomic.Replay.Recordings;

namespace Atomic.Replay.Tests.Recordings;

public sealed class RecordingReaderTests
{
    private const string Market = """{"name":"m","models":{"a":{"inputUsdPerMTok":0.5,"outputUsdPerMTok":1.5,"latencyMsP50":10,"latencyMsP95":20}},"strong":"a","source":"s"}""";

    private const string Task = """{"id":"1","kind":"k","input":"in","label":"L","subject":"sub","split":"test","answers":{"a":{"output":"out","correct":true,"inputTokens":3,"outputTokens":4,"costUsd":0.25,"latencyMs":9}}}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_PlainOrCompressed_ReadsEveryField(bool compressed)
    {
        using var folder = new TemporaryFolder();
        folder.Write("market.json", Market);
        if (compressed)
            WriteCompressed(folder, Task + "\n");
        else
            folder.Write("tasks.jsonl", Task + "\n");

        var recording = RecordingReader.Read(folder.Path);

        recording.Market.Name.ShouldBe("m");
        recording.Market.Strong.ShouldBe("a");
        recording.Market.Weak.ShouldBeNull();
        recording.Market.Source.ShouldBe("s");
        recording.Market.Models["a"].ShouldBe(new RecordedModel { InputUsdPerMTok = 0.5, OutputUsdPerMTok = 1.5, LatencyMsP50 = 10, LatencyMsP95 = 20 });
        var task = recording.Tasks.ShouldHaveSingleItem();
        (task.Id, task.Kind, task.Input, task.Label, task.Subject, task.Split).ShouldBe(("1", "k", "in", "L", "sub", "test"));
        recording.Find("in", "a").ShouldBe(new RecordedAnswer("out", true, 3, 4) { CostUsd = 0.25, LatencyMs = 9 });
        recording.Find("IN").ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"output":"x","correct":true}""", "x")]
    [InlineData("""{"output":null,"correct":false}""", "")]
    [InlineData("""{"correct":true}""", "L")]
    [InlineData("""{"correct":false}""", "incorrect")]
    public void Read_AnswerOfALabelledTask_ReplaysAsDocumented(string answer, string replayed)
    {
        using var folder = new TemporaryFolder();
        folder.Write("tasks.jsonl", """{"id":"1","kind":"k","input":"in","label":"L","answers":{"a":ANSWER}}""".Replace("ANSWER", answer));

        RecordingReader.Read(folder.Path).Find("in", "a")!.Output.ShouldBe(replayed);
    }

    [Fact]
    public void Read_OnlyCorrectnessAndNoLabel_ReplaysTheWordAsRecorded()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tasks.jsonl", """{"id":"1","kind":"k","input":"12345","answers":{"a":{"correct":true},"b":{"correct":false}}}""");

        var recording = RecordingReader.Read(folder.Path);

        recording.Find("12345", "a").ShouldBe(new RecordedAnswer("correct", true, 2, 2) { IsOutputRecorded = false });
        recording.Find("12345", "b").ShouldBe(new RecordedAnswer("incorrect", false, 2, 3) { IsOutputRecorded = false });
        recording.Market.Source!.ShouldContain("prices are unknown");
    }

    [Fact]
    public void Read_NoAnswersAtAll_AnswersWithTheLabels()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tasks.jsonl", """
            {"id":"1","kind":"k","input":"12345","label":"spam"}

            {"id":"2","kind":"k","input":"unlabelled"}
            """);

        var recording = RecordingReader.Read(folder.Path);

        recording.Market.Models.Keys.ShouldBe([RecordedLabels.ModelName]);
        recording.Market.Source!.ShouldContain("gold labels");
        recording.Find("12345", "recorded-labels").ShouldBe(new RecordedAnswer("spam", true, 2, 1));
        recording.Find("unlabelled", "recorded-labels").ShouldBeNull();
    }

    [Fact]
    public void Read_EqualInputs_FindsTheFirst()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tasks.jsonl", """
            {"id":"1","kind":"k","input":"same","label":"first"}
            {"id":"2","kind":"k","input":"same","label":"second"}
            """);

        var recording = RecordingReader.Read(folder.Path);

        recording.Tasks.Count.ShouldBe(2);
        recording.Find("same")!.Id.ShouldBe("1");
    }

    [Theory]
    [InlineData("""{"id":"2","kind":"k" "input":"x"}""", "not the JSON of a task")]
    [InlineData("""{"id":"2","kind":"k","input":"x","answers":{"a":{"correct":"yes"}}}""", "$.answers.a.correct")]
    [InlineData("""{"id":"2","kind":"k"}""", "`id`, `kind` or `input` is missing")]
    [InlineData("null", "`id`, `kind` or `input` is missing")]
    [InlineData("""{"id":"1","kind":"k","input":"x"}""", "the id '1' stands in line 1 already")]
    [InlineData("""{"id":"2","kind":"k","input":"x","answers":{"a":{}}}""", "the answer of 'a' has neither `output` nor `correct`")]
    [InlineData("""{"id":"2","kind":"k","input":"x","answers":{"a":null}}""", "the answer of 'a' has neither `output` nor `correct`")]
    [InlineData("""{"id":"2","kind":"k","input":"x","answers":{"a":{"output":"x","inputTokens":-1}}}""", "the answer of 'a' has a figure that is negative or without bounds")]
    [InlineData("""{"id":"2","kind":"k","input":"x","answers":{"b":{"output":"x"}}}""", "'b' has an answer but is not in market.json")]
    public void Read_DefectiveLine_SaysWhatWhereAndTheRemedy(string line, string says)
    {
        using var folder = new TemporaryFolder();
        folder.Write("market.json", Market);
        folder.Write("tasks.jsonl", $"{Task}\n\n{line}\n");

        var error = Should.Throw<RecordingFormatException>(() => RecordingReader.Read(folder.Path));

        error.Line.ShouldBe(3);
        error.Path.ShouldBe(folder.File("tasks.jsonl"));
        error.Message.ShouldStartWith($"{folder.File("tasks.jsonl")}, line 3: ");
        error.Message.ShouldContain(says);
        error.Message.ShouldEndWith(".");
    }

    [Theory]
    [InlineData("{\n\"models\": {\n\"a\": 7}}", 3, "$.models.a")]
    [InlineData("""{"name":"m"}""", 0, "`models` is missing")]
    [InlineData("""{"models":{"a":null}}""", 0, "the model 'a' is null")]
    [InlineData("""{"models":{"a":{"inputUsdPerMTok":-1}}}""", 0, "a price that is negative or without bounds")]
    [InlineData("""{"models":{"a":{"latencyMsP50":5,"latencyMsP95":4}}}""", 0, "p95 is below its p50")]
    [InlineData("""{"models":{"a":{}},"weak":"b"}""", 0, "names 'b'")]
    public void Read_DefectiveMarket_SaysWhatAndWhere(string market, int line, string says)
    {
        using var folder = new TemporaryFolder();
        folder.Write("market.json", market);
        folder.Write("tasks.jsonl", Task);

        var error = Should.Throw<RecordingFormatException>(() => RecordingReader.Read(folder.Path));

        error.Line.ShouldBe(line);
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void Read_NoTasksOrTwoFiles_SaysSo()
    {
        using var folder = new TemporaryFolder();
        Should.Throw<RecordingFormatException>(() => RecordingReader.Read(folder.Path)).Message.ShouldContain("neither tasks.jsonl nor tasks.jsonl.gz is there");

        folder.Write("tasks.jsonl", Task);
        WriteCompressed(folder, Task);
        Should.Throw<RecordingFormatException>(() => RecordingReader.Read(folder.Path)).Message.ShouldContain("are both there");
    }

    [Fact]
    public void Read_DamagedBytes_SaysSo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("tasks.jsonl"), [.. Encoding.UTF8.GetBytes("{\"id\":\""), 0xFF, .. "\"}"u8]);
        Should.Throw<RecordingFormatException>(() => RecordingReader.Read(folder.Path)).Message.ShouldContain("not UTF-8");

        File.Delete(folder.File("tasks.jsonl"));
        folder.Write("tasks.jsonl.gz", "this is not compressed at all");
        Should.Throw<RecordingFormatException>(() => RecordingReader.Read(folder.Path)).Message.ShouldContain("compressed data is damaged");
    }

    private static void WriteCompressed(TemporaryFolder folder, string text)
    {
        using var stream = new GZipStream(File.Create(folder.File("tasks.jsonl.gz")), CompressionLevel.Fastest);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
