using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Atomic.Orchestration.Telemetry;

namespace Atomic.Orchestration.Tests.Doubles;

/// <summary>Keeps the flow's measurements that have a certain value among their attributes: other tests of this process measure at the same time.</summary>
internal sealed class MetricCapture : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly string _mark;
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measurements = new();

    public MetricCapture(string mark)
    {
        _mark = mark;
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == AtomicTelemetry.SourceName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Name and attributes of each measurement, in ordinal order.</summary>
    public IReadOnlyList<string> Names => [.. _measurements.Select(static one => $"{one.Name} {one.Tags}".TrimEnd()).Order(StringComparer.Ordinal)];

    public double Value(string name) => _measurements.Single(one => one.Name == name).Value;

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new List<string>();
        foreach (var (name, tag) in tags)
            text.Add($"{name}={tag}");
        if (text.Any(tag => tag.EndsWith(_mark, StringComparison.Ordinal)))
            _measurements.Enqueue((instrument.Name, value, string.Join(' ', text)));
    }
}
