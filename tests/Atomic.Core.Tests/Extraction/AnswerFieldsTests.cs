using System.Text.Json;
using Atomic.Core.Extraction;

namespace Atomic.Core.Tests.Extraction;

public sealed class AnswerFieldsTests
{
    [Fact]
    public void TryParse_ObjectWithOneLevelInIt_ReadAndWrittenBack()
    {
        const string answer = """{"a/b":"x","n":12.50,"who":{"name":"Jo","since":null},"ok":true}""";
        AnswerFields.TryParse(answer, out var fields).ShouldBeTrue();
        fields.ShouldBe(
        [
            new("/a~1b", FieldValue.OfText("x")), new("/n", FieldValue.OfNumber(12.5m)), new("/who/name", FieldValue.OfText("Jo")), new("/who/since", FieldValue.Null),
            new("/ok", new FieldValue(JsonValueKind.True, "")),
        ]);
        AnswerFields.Write([.. fields.Select(static field => new FieldGuess { Field = field.Key, Value = field.Value, Confidence = 1, RunnerUp = 0, Examples = 1 })])
            .ShouldBe("""{"a/b":"x","n":12.5,"who":{"name":"Jo","since":null},"ok":true}""");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":[1]}""")]
    [InlineData("""{"a":{"b":{"c":1}}}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a":""")]
    [InlineData("[1]")]
    [InlineData("billing")]
    [InlineData("")]
    public void TryParse_WhatNoExtractorCanLearn_Refused(string answer)
    {
        AnswerFields.TryParse(answer, out var fields).ShouldBeFalse();
        fields.ShouldBeNull();
    }

    [Fact]
    public void TryParse_MoreThanTheMost_Refused()
    {
        AnswerFields.TryParse(Answer(AnswerFields.MaxFields), out _).ShouldBeTrue();
        AnswerFields.TryParse(Answer(AnswerFields.MaxFields + 1), out _).ShouldBeFalse();
        AnswerFields.TryParse($$"""{"a":"{{new string('x', AnswerFields.MaxLength)}}"}""", out _).ShouldBeFalse();

        static string Answer(int fields) => $"{{{string.Join(',', Enumerable.Range(0, fields).Select(static i => $"\"f{i}\":{i}"))}}}";
    }

    [Theory]
    [InlineData("""{"properties":{"b":{},"a":{"properties":{"x":{},"y":{}}}}}""", "/b /a/x /a/y")]
    [InlineData("""{"type":"object"}""", "")]
    [InlineData("true", "")]
    [InlineData("""{"properties":12}""", "")]
    public void NamedBy_Schema_GivesItsPropertiesInOrder(string schema, string fields) => string.Join(' ', AnswerFields.NamedBy(JsonElement.Parse(schema))).ShouldBe(fields);
}
