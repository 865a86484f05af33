using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Atomic.Providers.Tests.Fixtures;

namespace Atomic.Providers.Tests.Clients;

/// <summary>Spans are opt-in, and hold neither key nor payload nor answer.</summary>
public sealed class TelemetryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ExecuteAsync_Telemetry_EmitsSpansOnlyWhereItIsOn(bool telemetry)
    {
        using var parent = new Activity("test").Start();
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == parent.TraceId && activity.OperationName.StartsWith("chat", StringComparison.Ordinal))
                    spans.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var market = new TestMarket(new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of()), telemetry: telemetry);

        (await market.ExecuteAsync()).Text.ShouldBe("shipping");

        spans.Count.ShouldBe(telemetry ? 1 : 0);
        foreach (var span in spans)
        {
            span.GetTagItem("gen_ai.request.model").ShouldBe("small-7b");
            var everything = string.Join('\n', span.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}").Concat(span.Events.SelectMany(static e => e.Tags).Select(static tag => $"{tag.Value}")));
            everything.ShouldNotContain(TestMarket.Key);
            everything.ShouldNotContain("parcel");
            everything.ShouldNotContain("shipping");
        }
    }
}
