using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Atomic.Providers.Telemetry;
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

    [Fact]
    public async Task ExecuteAsync_EndpointQuotesKeyAndPromptInItsError_TheSpanSaysWhoseCallItWasAndNothingOfIt()
    {
        const string Quote = "quoted-prompt-and-key";
        using var parent = new Activity("test").Start();
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ProviderTelemetry.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == parent.TraceId)
                    spans.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var silent = new TestMarket(new RecordedTransport().Then(HttpStatusCode.Unauthorized, Completion.Error("invalid_api_key", Quote)));
        using var market = new TestMarket(new RecordedTransport().Then(HttpStatusCode.Unauthorized, Completion.Error("invalid_api_key", Quote)), telemetry: true);

        var reply = await market.ExecuteAsync();

        var plain = await silent.ExecuteAsync();
        (reply.Outcome, reply.Detail).ShouldBe((plain.Outcome, plain.Detail), "telemetry changes nothing of what is told of a failure");
        var span = spans.ShouldHaveSingleItem();
        span.Status.ShouldBe(ActivityStatusCode.Error);
        $"{span.StatusDescription} {string.Join(' ', span.TagObjects.Select(static tag => tag.Value))} {string.Join(' ', span.Events.SelectMany(static e => e.Tags).Select(static tag => tag.Value))}"
            .ShouldNotContain(Quote);
        span.GetTagItem("atomic.bidder").ShouldBe("gpu/small");
        span.GetTagItem("atomic.microtask.id").ShouldBe("mt-1");
        span.GetTagItem("atomic.attempt.requests").ShouldBe(1);
        span.GetTagItem("http.response.status_code").ShouldBe(401);
    }

    [Fact]
    public async Task ExecuteAsync_EndpointIsRetriedAndThenRests_CountsBoth()
    {
        // Measurements are taken within the call that causes them, so that those of other tests are not seen here.
        var own = new AsyncLocal<ConcurrentQueue<string>?> { Value = [] };
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == ProviderTelemetry.SourceName)
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            own.Value?.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))}"));
        listener.Start();
        using var market = new TestMarket(new RecordedTransport().Then(HttpStatusCode.TooManyRequests, "{}"), endpoint: static endpoint => endpoint.MaxRetries = 2);

        await market.ExecuteAsync();

        own.Value.ShouldBe(["atomic.endpoint.retries 2 atomic.endpoint=gpu", "atomic.endpoint.rests 1 atomic.endpoint=gpu atomic.reason=rate-limited"]);
    }
}
