using Atomic.Core.Contexts;
using Atomic.Core.Embeddings;
using Atomic.Core.Learning;
using Atomic.Core.Markets;

namespace Atomic.Core.Tests.Embeddings;

/// <summary>
/// A market of two bidders of which each is right where the other is not, by a topic that no word of a text shows: each text is of words of its own. Its embedding shows it, beside what all
/// embeddings have in common, and noise.
/// </summary>
internal sealed class ToyMarket
{
    private const int Dimensions = 384;
    private const int Topics = 8;
    private const double RightOnOwn = 0.9;
    private const double RightElsewhere = 0.4;

    private static readonly Bidder[] Bidders = [.. new[] { "a", "b" }.Select(static id => new Bidder { Id = id, Model = id, Source = BidderSource.OpenAiCompatible, Price = new TokenPrice(1, 1) })];

    private readonly Random _random;
    private readonly double[] _common;
    private readonly double[][] _topics;
    private readonly double _noise;

    /// <summary>A market.</summary>
    /// <param name="seed">Gives everything.</param>
    /// <param name="noise">How long the noise of an embedding is beside its topic, which is 1.</param>
    public ToyMarket(int seed, double noise)
    {
        (_random, _noise) = (new Random(seed), noise);
        _common = Direction(2);
        _topics = [.. Enumerable.Range(0, Topics).Select(_ => Direction(1))];
    }

    /// <summary>How vectors come to bids.</summary>
    public enum Vectors
    {
        /// <summary>They do not.</summary>
        None,

        /// <summary>They are of their text.</summary>
        OfText,

        /// <summary>They are of any text.</summary>
        OfAnyText,
    }

    /// <summary>The share of right answers in the second half of a stream in which the better bid is awarded, and its outcome alone is learned, but for one in ten that is tried.</summary>
    /// <param name="microtasks">How many.</param>
    /// <param name="vectors">How vectors come to bids.</param>
    /// <param name="showsWords">Whether a text has the word of its topic.</param>
    public double RightShare(int microtasks, Vectors vectors, bool showsWords = false)
    {
        var (model, records, right) = (new ContextModel(), new[] { new TrackRecord(), new TrackRecord() }, 0);
        for (var i = 0; i < microtasks; i++)
        {
            var topic = _random.Next(Topics);
            var text = string.Join(' ', Enumerable.Range(0, 12).Select(_ => $"w{_random.Next(400)}")) + (showsWords ? $" topic{topic}" : "");
            var (own, any) = (VectorOf(topic), VectorOf(_random.Next(Topics)));
            double[] outcomes = [_random.NextDouble() < Chance(0, topic) ? 1 : 0, _random.NextDouble() < Chance(1, topic) ? 1 : 0];
            var (tries, tried) = (_random.NextDouble() < 0.1, _random.Next(2));

            var reading = model.Read(ContextFeatures.Of(text), vectors switch { Vectors.OfText => own, Vectors.OfAnyText => any, _ => null });
            var bids = Bidders.Select((bidder, at) => BidEstimator.Estimate(bidder, records[at], 100, context: model.ShiftOf(reading, bidder.Id)).Success.Expected).ToArray();
            var best = bids[0] >= bids[1] ? 0 : 1;
            if (i >= microtasks / 2) right += (int)outcomes[best];

            var awarded = tries ? tried : best;
            model.Learn(reading, [new ContextOutcome(Bidders[awarded].Id, outcomes[awarded])]);
            records[awarded] = records[awarded].After(new Observation { BidderId = Bidders[awarded].Id, Score = outcomes[awarded], Trust = 1 });
        }

        return right / (microtasks - (microtasks / 2.0));
    }

    private static double Chance(int bidder, int topic) => topic % 2 == bidder ? RightOnOwn : RightElsewhere;

    private InputVector VectorOf(int topic)
    {
        var noise = Direction(_noise);
        return VectorProjection.Of("toy", [.. Enumerable.Range(0, Dimensions).Select(i => (float)(_common[i] + _topics[topic][i] + noise[i]))])!;
    }

    private double[] Direction(double length)
    {
        var direction = Enumerable.Range(0, Dimensions).Select(_ => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble())).ToArray();
        var scale = length / Math.Sqrt(direction.Sum(static figure => figure * figure));
        return [.. direction.Select(figure => figure * scale)];
    }
}
