using System.Collections.Concurrent;
using System.Diagnostics;
using Atomic.Orchestration.Telemetry;

namespace Atomic.Orchestration.Tests.Doubles;

/// <summary>Keeps the flow's spans of one trace, which begins with it.</summary>
internal sealed class SpanCapture : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly Activity _root;
    private readonly ConcurrentQueue<Activity> _spans = new();

    public SpanCapture()
    {
        _root = new Activity("caller") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.SetIdFormat(ActivityIdFormat.W3C).Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == AtomicTelemetry.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId == _root.TraceId)
                    _spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ActivitySpanId RootId => _root.SpanId;

    public IReadOnlyList<Activity> Spans => [.. _spans];

    /// <summary>The span of that name, once there is one.</summary>
    public async Task<Activity> SpanAsync(string name)
    {
        var limit = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            if (_spans.FirstOrDefault(span => span.OperationName == name) is { } span)
                return span;
            (DateTime.UtcNow < limit).ShouldBeTrue($"there was no span {name} within 30 s");
            await Task.Delay(5);
        }
    }

    /// <summary>The span's attributes, in ordinal order of names.</summary>
    public static IReadOnlyList<string> Attributes(Activity span) =>
        [.. span.TagObjects.Where(static tag => tag.Value is not null).Select(static tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)];

    public void Dispose()
    {
        _listener.Dispose();
        _root.Dispose();
    }
}
