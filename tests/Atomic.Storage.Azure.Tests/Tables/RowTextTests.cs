using Atomic.Core.Errors;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Tests.Tables;

public sealed class RowTextTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(RowText.MaxBytes)]
    public void Read_WhatWasWritten_IsTheSame(int bytes)
    {
        // Three bytes each, so that a character may be parted between properties.
        var text = string.Concat(Enumerable.Repeat("€", bytes / 3)) + new string('x', bytes % 3);
        var row = new TableEntity("p", "r");
        RowText.Require("A text", text).ShouldBe(bytes);
        RowText.Write(row, "Text", text);
        RowText.Read(row, "Text").ShouldBe(text);
        row.Select(static property => property.Value).OfType<byte[]>().ShouldAllBe(static value => value.Length <= 65_536);
    }

    [Fact]
    public void Read_NothingWritten_IsNull()
    {
        var row = new TableEntity("p", "r");
        RowText.Write(row, "Text", null);
        RowText.Read(row, "Text").ShouldBeNull();
    }

    [Fact]
    public void Require_MoreThanARowTakes_OneSentence()
    {
        var refusal = Should.Throw<AtomicException>(static () => RowText.Require("An example", new string('x', RowText.MaxBytes), "one more"));
        refusal.Code.ShouldBe(ErrorCodes.BodyTooLarge);
        refusal.Message.ShouldBe("An example has 851976 bytes of text; a row in Azure Tables takes 851968: shorten it.");
    }
}
