using System.Globalization;
using Atomic.Core.Explanations;
using CsCheck;

namespace Atomic.Core.Tests.Explanations;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "$0")]
    [InlineData(0.000031, "$0.000031")]
    [InlineData(1.24, "$1.24")]
    [InlineData(0.5, "$0.50")]
    [InlineData(0.123456, "$0.1235")]
    [InlineData(1234567.891, "$1,234,567.89")]
    [InlineData(-0.0021, "−$0.0021")]
    [InlineData(0.1 + 0.2, "$0.30")]
    [InlineData(double.NaN, "unknown")]
    [InlineData(double.PositiveInfinity, "unknown")]
    public void Usd_Value_HasEnoughDigits(double value, string text) => Figures.Usd(value).ShouldBe(text);

    [Fact]
    public void Usd_RoundedToASide_StaysOnIt()
    {
        Figures.Usd(0.00310004, MidpointRounding.ToPositiveInfinity).ShouldBe("$0.003101");
        Figures.Usd(0.00310096, MidpointRounding.ToNegativeInfinity).ShouldBe("$0.0031");
        Figures.Usd(0.0031, MidpointRounding.ToPositiveInfinity).ShouldBe("$0.0031");
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.42, "420 ms")]
    [InlineData(1.2, "1.2 s")]
    [InlineData(0.00042, "0.42 ms")]
    [InlineData(0.99999, "1 s")]
    [InlineData(12.345, "12.3 s")]
    [InlineData(125, "2 min 5 s")]
    [InlineData(3720, "1 h 2 min")]
    [InlineData(-0.09, "−90 ms")]
    [InlineData(double.NaN, "unknown")]
    public void Duration_Value_IsReadable(double seconds, string text) => Figures.Duration(seconds).ShouldBe(text);

    [Theory]
    [InlineData(0.912, "91.2%")]
    [InlineData(1, "100%")]
    [InlineData(0, "0%")]
    [InlineData(0.99996, "99.996%")]
    [InlineData(0.0004, "0.04%")]
    [InlineData(0.07, "7%")]
    public void Probability_Value_IsNeverCertainUnlessItIs(double value, string text) => Figures.Probability(value).ShouldBe(text);

    [Theory]
    [InlineData(0.123, "+12.3%")]
    [InlineData(-0.04, "−4%")]
    [InlineData(3.2, "+320%")]
    [InlineData(0, "±0%")]
    public void SignedPercent_Ratio_HasItsSign(double ratio, string text) => Figures.SignedPercent(ratio).ShouldBe(text);

    [Fact]
    public void Time_AnyOffset_IsUtc() =>
        Figures.Time(new DateTimeOffset(2026, 3, 2, 11, 30, 0, 125, TimeSpan.FromHours(2))).ShouldBe("2026-03-02 09:30:00.125 UTC");

    [Fact]
    public void Any_FiniteValue_IsWritten() => Gen.Double.Sample(static value =>
    {
        foreach (var text in new[]
        {
            Figures.Usd(value), Figures.SignedUsd(value), Figures.Duration(value), Figures.SignedDuration(value), Figures.Probability(value),
            Figures.SignedPoints(value % 1), Figures.SignedPercent(value), Figures.Number(value), Figures.Count(value), Figures.Decimals(value, 5),
            Figures.Usd(value, MidpointRounding.ToNegativeInfinity), Figures.Duration(value, MidpointRounding.ToPositiveInfinity),
        })
        {
            text.ShouldNotBeNullOrWhiteSpace();
            text.ShouldNotContain("NaN", Case.Sensitive);
        }
    });

    [Fact]
    public void Usd_AnyAmount_IsTrueToItsDigits() => Gen.Double[1e-9, 1e6].Sample(static value =>
    {
        double Read(MidpointRounding rounding) => double.Parse(Figures.Usd(value, rounding)[1..], CultureInfo.InvariantCulture);
        Read(MidpointRounding.AwayFromZero).ShouldBe(value, value < 1 ? value * 0.0005001 : 0.0050001);
        Read(MidpointRounding.ToNegativeInfinity).ShouldBeLessThanOrEqualTo(value * (1 + 1e-14));
        Read(MidpointRounding.ToPositiveInfinity).ShouldBeGreaterThanOrEqualTo(value * (1 - 1e-14));
    });
}
