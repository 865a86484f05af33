using Atomic.Core.Bids;
using Atomic.Core.Contexts;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;

namespace Atomic.Core.Tests.Contexts;

/// <summary>
/// A made-up bidder whose answers are log-normally long, longer by a factor where an input asks for an essay, and whose latency is a start, a time a token, and noise.
/// It learns as production does: a settlement teaches the track record and what inputs tell.
/// </summary>
internal sealed class ToyLengths(int seed)
{
    public const string Long = "essay";
    public const string Short = "yesorno";
    private const double Deviation = 0.3;
    private static readonly string[] s_words = ["please", "tell", "me", "about", "the", "order", "of", "things", "in", "our", "town", "today", "and", "what", "it", "means"];
    private static readonly Bidder s_bidder = new() { Id = "a", Model = "model", Source = BidderSource.OpenAiCompatible, Price = new TokenPrice(1, 4) };
    private readonly Random _random = new(seed);

    /// <summary>By how much an essay's logarithm of tokens lies above the rest's; 0: the input tells nothing.</summary>
    public double Difference { get; set; } = 1.5;

    /// <summary>What is known of the bidder.</summary>
    public TrackRecord Record { get; private set; } = TrackRecord.Empty;

    /// <summary>What the input tells.</summary>
    public static ContextShift ShiftOf(ContextModel model, string text) => model.ShiftOf(model.Read(ContextFeatures.Of(text)), s_bidder.Id);

    /// <summary>The bid on a text, by the input or on average.</summary>
    public Bid BidOn(ContextModel model, string text, bool byInput = true) => BidEstimator.Estimate(s_bidder, Record, TokensOf(text), context: byInput ? ShiftOf(model, text) : default);

    /// <summary>Teaches that many inputs.</summary>
    public void Teach(ContextModel model, int count)
    {
        for (var i = 0; i < count; i++) Next(model);
    }

    /// <summary>One more input: what was bid, what was bid on average, and what came; then it is learned.</summary>
    public (Bid Bid, Bid OnAverage, double CostUsd, double Seconds) Next(ContextModel model)
    {
        var isLong = _random.Next(2) == 0;
        var words = Enumerable.Range(0, 12).Select(_ => s_words[_random.Next(s_words.Length)]).Append(isLong ? Long : Short).ToArray();
        _random.Shuffle(words);
        var text = string.Join(' ', words);
        var tokens = (int)Math.Round(Math.Exp(4.5 + (isLong ? Difference / 2 : -Difference / 2) + (Deviation * Normal())));
        var seconds = (0.2 + (0.01 * tokens)) * Math.Exp(0.15 * Normal());
        var (bid, average) = (BidOn(model, text), BidOn(model, text, byInput: false));
        Record = Record.After(new Observation { BidderId = "a", Outcome = AttemptOutcome.Succeeded, OutputTokens = tokens, LatencySeconds = seconds });
        model.Learn(ContextFeatures.Of(text), [new ContextMeasure("a", TokensOf(text), tokens, seconds)]);
        return (bid, average, s_bidder.Price.CostUsd(TokensOf(text), tokens), seconds);
    }

    private static int TokensOf(string text) => text.Length / 4;

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
