using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Functions.Journals;
using Atomic.Orchestration.Durable;
using CsCheck;

namespace Atomic.Functions.Tests.Journals;

public sealed class JournalTextTests
{
    private static readonly Gen<JournalEntry> Entries = Gen.Select(
        Gen.Enum<HistoryEventType>(),
        Gen.DateTimeOffset,
        Gen.Int.Nullable(),
        Gen.String.Null(),
        Gen.OneOf(Gen.String.Select(static text => JsonSerializer.SerializeToElement(text)), Gen.Double.Where(double.IsFinite).Select(static number => JsonSerializer.SerializeToElement(number))).Nullable(),
        static (type, at, taskId, name, payload) => new JournalEntry(type, at, taskId, name, payload));

    [Fact]
    public void Read_WhatWasWritten_IsTheSame() => Entries.List[0, 20].Sample(static entries =>
    {
        var read = JournalText.Read(JournalText.Write(entries));

        read.Select(Comparable).ShouldBe(entries.Select(Comparable));
    });

    [Fact]
    public void Write_AnyJournal_NeedsNoEscapes() => Entries.List[1, 20].Sample(static entries =>
    {
        var text = JournalText.Write(entries);

        JsonSerializer.Serialize(text).Length.ShouldBe(text.Length + 2);
    });

    [Theory]
    [InlineData("%%%")]
    [InlineData("AAAA")]
    [InlineData("")]
    public void Read_NoJournal_SaysSo(string text) =>
        Should.Throw<AtomicException>(() => JournalText.Read(text)).Code.ShouldBe(ErrorCodes.Internal);

    [Fact]
    public void Read_JournalThatUnpacksWithoutEnd_IsCutOff()
    {
        using var bomb = new MemoryStream();
        using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(new byte[20 * 1024 * 1024]);

        Should.Throw<AtomicException>(() => JournalText.Read(Base64Url.EncodeToString(bomb.ToArray()))).Message.ShouldContain("16777216 bytes");
    }

    private static (HistoryEventType Type, DateTimeOffset At, int? TaskId, string? Name, string? Payload) Comparable(JournalEntry entry) =>
        (entry.Type, entry.At, entry.TaskId, entry.Name, entry.Payload?.ToString());
}
