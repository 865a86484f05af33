using Atomic.Core.Learning;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>
/// How much of a prediction counts, by what it was worth on outcomes that it had not seen. Each outcome is held against what was predicted for it beforehand: a prediction
/// that has nothing to do with what comes is scaled to nothing, and a spread is narrowed only by as much as the errors were smaller (prequential: Dawid, Journal of the
/// Royal Statistical Society A 147 (1984) 278-292).
/// </summary>
internal sealed class ProvenShift
{
    // What is kept of the old per outcome: 200 outcomes, so that a prediction that does not hold any more is not believed for long.
    private const double Retention = 0.995;

    // The average that a prediction deviates from has the memory of the track record's, which it moves; so have the errors, which become smaller while it learns.
    private const double ShortRetention = TrackRecordUpdate.TimingRetention;

    // Slopes begin at nothing and are timid while they are learned.
    private const double MostScale = 2;

    // So many outcomes without any gain are taken to have come before.
    private const double PriorWeight = 5;

    private DecayedMoments _predicted;
    private double _weight;
    private double _outcomes;
    private double _products;
    private double _predictions;
    private double _lateWeight;
    private double _lateOutcomes;
    private double _lateErrors;

    /// <summary>What a prediction is multiplied by, 0 to 2: the slope of outcomes on predictions, less one standard error of it where they had nothing to do with each other.</summary>
    public double Scale { get; private set; }

    /// <summary>The mean of late predictions.</summary>
    public double Mean => _predicted.Mean;

    /// <summary>By what share a standard deviation around what is expected is smaller than one around the average, 0 to below 1.</summary>
    public double Narrowed { get; private set; }

    /// <summary>The difference from the average that a prediction makes.</summary>
    /// <param name="prediction">The prediction.</param>
    public double Of(double prediction) => Scale * (prediction - Mean);

    /// <summary>Learns what a prediction was worth.</summary>
    /// <param name="prediction">What was predicted beforehand.</param>
    /// <param name="outcome">The difference from the average that came.</param>
    public void Learn(double prediction, double outcome)
    {
        var centred = prediction - Mean;
        var error = outcome - (Scale * centred);
        _weight = (_weight * Retention) + 1;
        _outcomes = (_outcomes * Retention) + (outcome * outcome);
        _products = (_products * Retention) + (outcome * centred);
        _predictions = (_predictions * Retention) + (centred * centred);
        _lateWeight = (_lateWeight * ShortRetention) + 1;
        _lateOutcomes = (_lateOutcomes * ShortRetention) + (outcome * outcome);
        _lateErrors = (_lateErrors * ShortRetention) + (error * error);
        _predicted = _predicted.After(prediction, ShortRetention);
        Weigh();
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer) =>
        SnapshotFigures.Write(writer, [_predicted.Weight, _predicted.Mean, _predicted.SquaredDeviations, _weight, _outcomes, _products, _predictions, _lateWeight, _lateOutcomes, _lateErrors]);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public static ProvenShift Read(BinaryReader reader)
    {
        var read = new ProvenShift
        {
            _predicted = SnapshotFigures.Moments(reader),
            _weight = SnapshotFigures.Count(reader),
            _outcomes = SnapshotFigures.Count(reader),
            _products = SnapshotFigures.Figure(reader),
            _predictions = SnapshotFigures.Count(reader),
            _lateWeight = SnapshotFigures.Count(reader),
            _lateOutcomes = SnapshotFigures.Count(reader),
            _lateErrors = SnapshotFigures.Count(reader),
        };
        read.Weigh();
        return read;
    }

    private void Weigh()
    {
        var variance = _weight > 0 ? _outcomes / _weight : 0;
        Scale = _predictions > 0 ? Math.Clamp((_products - Math.Sqrt(variance * _predictions)) / _predictions, 0, MostScale) : 0;
        var prior = PriorWeight * (_lateWeight > 0 ? _lateOutcomes / _lateWeight : 0);
        Narrowed = _lateOutcomes > 0 && Scale > 0 ? Math.Max(0, 1 - Math.Sqrt((_lateErrors + prior) / (_lateOutcomes + prior))) : 0;
    }
}
