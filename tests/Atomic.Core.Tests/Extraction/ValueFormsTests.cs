using System.Globalization;
using System.Text.Json;
using Atomic.Core.Extraction;
using CsCheck;

namespace Atomic.Core.Tests.Extraction;

public sealed class ValueFormsTests
{
    private static readonly string[] s_written = ["dd.MM.yyyy", "d/M/yyyy", "d MMMM yyyy", "MMM d, yyyy", "yyyy-MM-dd"];

    [Theory]
    [InlineData("1,234.56", "1234.56", null)]
    [InlineData("1.234,56", null, "1234.56")]
    [InlineData("1,234", "1234", "1.234")]
    [InlineData("12.50", "12.5", null)]
    [InlineData("0,5", null, "0.5")]
    [InlineData("1 234 567", "1234567", "1234567")]
    [InlineData("1'000.00", "1000", null)]
    [InlineData("-42", "-42", "-42")]
    [InlineData("+7", "7", "7")]
    [InlineData("1,23,4", null, null)]
    [InlineData("1234,567.0", null, null)]
    [InlineData("1.2.3", null, null)]
    [InlineData("12-34", null, null)]
    [InlineData(".5", null, null)]
    [InlineData("5.", null, null)]
    [InlineData("", null, null)]
    [InlineData("99999999999999999999999999999", null, null)]
    public void Apply_Number_ReadAsPeopleWriteIt(string piece, string? point, string? comma)
    {
        ValueForms.Apply(ValueForm.PointNumber, piece)?.Text.ShouldBe(point);
        ValueForms.Apply(ValueForm.CommaNumber, piece)?.Text.ShouldBe(comma);
        (ValueForms.Apply(ValueForm.PointNumber, piece) is null, ValueForms.Apply(ValueForm.CommaNumber, piece) is null).ShouldBe((point is null, comma is null));
    }

    [Theory]
    [InlineData("03/04/2026", "2026-04-03", "2026-03-04")]
    [InlineData("23.11.26", "2026-11-23", null)]
    [InlineData("11/23/2026", null, "2026-11-23")]
    [InlineData("2026/1/5", "2026-01-05", "2026-01-05")]
    [InlineData("5 March 2026", "2026-03-05", "2026-03-05")]
    [InlineData("Mar 5, 2026", "2026-03-05", "2026-03-05")]
    [InlineData("Sept. 1st, 2026", "2026-09-01", "2026-09-01")]
    [InlineData("29 February 2025", null, null)]
    [InlineData("5 Brumaire 2026", null, null)]
    [InlineData("March 2026", null, null)]
    [InlineData("1/2/3/2026", null, null)]
    [InlineData("12345/1/1", null, null)]
    public void Apply_Date_GivesIso(string piece, string? dayFirst, string? monthFirst)
    {
        (ValueForms.Apply(ValueForm.DayFirstDate, piece)?.Text, ValueForms.Apply(ValueForm.MonthFirstDate, piece)?.Text).ShouldBe((dayFirst, monthFirst));
    }

    [Theory]
    [InlineData(ValueForm.Title, "ACME  north-west ltd", "Acme  North-West Ltd")]
    [InlineData(ValueForm.Spaced, "12 Main St.\n  Springfield", "12 Main St. Springfield")]
    [InlineData(ValueForm.Compact, "DE89 3704 0044", "DE8937040044")]
    [InlineData(ValueForm.Digits, "+49 (0)30-123", "49030123")]
    [InlineData(ValueForm.CurrencyCode, "€", "EUR")]
    [InlineData(ValueForm.Upper, "eur", "EUR")]
    public void Apply_Text_Rewritten(ValueForm form, string piece, string value) => ValueForms.Apply(form, piece).ShouldBe(FieldValue.OfText(value));

    [Fact]
    public void Apply_AnyNumberWritten_IsReadBack() =>
        Gen.Select(Gen.Decimal[-1e12m, 1e12m], Gen.Int[0, 4]).Sample(static (number, digits) =>
        {
            var rounded = Math.Round(number, digits);
            ValueForms.Apply(ValueForm.PointNumber, rounded.ToString($"#,##0.{new string('0', digits)}", CultureInfo.InvariantCulture)).ShouldBe(FieldValue.OfNumber(rounded));
        });

    [Fact]
    public void Apply_AnyDateWritten_IsReadBack() =>
        Gen.Select(Gen.Int[0, 36_000], Gen.Int[0, 4].Select(static i => s_written[i])).Sample(static (days, form) =>
        {
            var date = new DateOnly(2000, 1, 1).AddDays(days);
            ValueForms.Apply(ValueForm.DayFirstDate, date.ToString(form, CultureInfo.InvariantCulture)).ShouldBe(FieldValue.OfText(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        });

    [Fact]
    public void Apply_AnyPieceInAnyForm_GivesAValueThatCanBeWritten() =>
        Gen.Select(Gen.OneOf(Gen.String, Gen.Char["0123456789.,/- €NovSept:\ud800\udc00"].Array[0, 30].Select(static characters => new string(characters))), Gen.Int[0, ValueForms.Count - 1])
            .Sample(static (piece, form) =>
            {
                if (ValueForms.Apply((ValueForm)form, piece) is not { } value) return;
                ValueForms.Gives((ValueForm)form, value.Kind).ShouldBeTrue();
                var written = AnswerFields.Write([new FieldGuess { Field = "/a", Value = value, Confidence = 1, RunnerUp = 0, Examples = 1 }]);
                FieldValue.Of(JsonElement.Parse(written).GetProperty("a")).ShouldBe(value);
            });
}
