using System.Globalization;
using Atomic.Core.Explanations;
using Atomic.Core.Policies;
using Atomic.Core.Tests.Auctions;
using CsCheck;

namespace Atomic.Core.Tests.Explanations;

public sealed class ArithmeticTests
{
    [Fact]
    public void Arithmetic_Line_IsThatOfTheBrief() =>
        Line(0.01, 0.0005, 0.000031, 0.42, 0.912).ShouldBe("0.01 × 0.912 − 0.000031 − 0.0005 × 0.42 = $0.008879");

    [Fact]
    public void Arithmetic_NegativeUtility_HasItsSign() =>
        Line(0.001, 0.0005, 0.002, 1, 0.5).ShouldBe("0.001 × 0.5 − 0.002 − 0.0005 × 1 = −$0.002");

    // A reader who takes a calculator to the line gets what the line says, to one unit of its last digit.
    [Fact]
    public void Arithmetic_AnyBid_CanBeRepeatedFromItsLine() => Gen.Select(
        Gen.Double[0.001, 1], Gen.Double[0.0001, 0.1], Gen.Double[0.000001, 0.1], Gen.Double[0.01, 60], Gen.Double[0.01, 1])
        .Sample(static (value, price, cost, latency, success) =>
        {
            var line = Line(value, price, cost, latency, success).Replace('−', '-');
            var factors = line.Split(['×', '=', ' '], StringSplitOptions.RemoveEmptyEntries);
            var (v, q, c, l, t) = (Number(factors[0]), Number(factors[1]), Number(factors[3]), Number(factors[5]), Number(factors[6]));
            var result = Number(factors[7].Replace("$", "", StringComparison.Ordinal));

            // The line's factors are rounded: the product of them may lie just below the power of ten that the largest term itself reaches.
            var largest = Math.Max(v * q, Math.Max(c, l * t)) * (1 + 2e-6);

            ((v * q) - c - (l * t)).ShouldBe(result, Math.Pow(10, Math.Floor(Math.Log10(largest)) - 4) * 1.1);
        });

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Line(double value, double price, double cost, double latency, double success)
    {
        var policy = new Policy { ValueUsd = value, LatencyUsdPerSecond = price };
        var book = DecisionRecordCases.Book with { Bids = [AuctionCases.Bid("a", cost, latency, success)] };
        var record = DecisionRecordCases.AwaitingAward with { Book = book, Microtask = DecisionRecordCases.Bidding.Microtask with { Policy = policy } };
        return Explanation.Of(record).Bids.First(static bid => bid.Score is not null).Score!.Arithmetic;
    }
}
