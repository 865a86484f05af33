using System.Diagnostics;
using Atomic.Core.Policies;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Telemetry;

/// <summary>What telemetry tells of embeddings: figures and names, never the text.</summary>
public sealed class EmbeddingTelemetryTests
{
    private readonly string _kind = $"kind-{Guid.NewGuid():n}";
    private readonly ScriptedEmbedder _embedder = new();

    [Fact]
    public async Task Run_Embedded_IsASpanOfTheTraceAndIsCountedWithItsCost()
    {
        using var metrics = new MetricCapture(_kind);
        using var spans = new SpanCapture();
        await using var house = await House.OpenAsync([new ScriptedBidder("small")], embedder: _embedder);

        var view = await house.RunAsync(Samples.Submission(kind: _kind, input: "canary-7719"));
        await house.SettledRecordAsync(view.Id);

        SpanCapture.Attributes(await spans.SpanAsync("atomic.embed")).ShouldBe(["atomic.bidder=embedder", $"atomic.microtask.id={view.Id}", $"atomic.microtask.kind={_kind}"]);
        metrics.Names.ShouldContain($"atomic.embeddings atomic.microtask.kind={_kind} atomic.bidder=embedder atomic.embedding.outcome=embedded");
        metrics.Value("atomic.embedding.cost").ShouldBe(1e-5);
        spans.Spans.SelectMany(static span => SpanCapture.Attributes(span)).Concat(metrics.Names).ShouldAllBe(static text => !text.Contains("canary"));
    }

    [Fact]
    public async Task Run_EmbedderFailsOrIsTooDear_IsCountedApart()
    {
        using var metrics = new MetricCapture(_kind);
        _embedder.OnEmbed = static _ => Task.FromResult(ScriptedEmbedder.Failure());
        await using var house = await House.OpenAsync([new ScriptedBidder("small")], embedder: _embedder);

        await house.RunAsync(Samples.Submission(kind: _kind));
        await house.RunAsync(Samples.Submission(kind: _kind, policy: new Policy { Explore = false, MaxCostUsd = 1e-9 }));

        metrics.Names.Where(static name => name.StartsWith("atomic.embedding", StringComparison.Ordinal)).ShouldBe(
            [
                $"atomic.embeddings atomic.microtask.kind={_kind} atomic.bidder=embedder atomic.embedding.outcome=failed",
                $"atomic.embeddings atomic.microtask.kind={_kind} atomic.bidder=embedder atomic.embedding.outcome=skipped",
            ]);
    }

    [Fact]
    public async Task Run_EmbedderThrows_SpanHasTheTypeAndNoMessage()
    {
        using var spans = new SpanCapture();
        _embedder.OnEmbed = static _ => throw new InvalidOperationException("canary-7719");
        await using var house = await House.OpenAsync([new ScriptedBidder("small")], embedder: _embedder);

        await house.RunAsync(Samples.Submission(kind: _kind));

        var span = await spans.SpanAsync("atomic.embed");
        (span.Status, span.StatusDescription ?? "", span.GetTagItem("error.type")).ShouldBe((ActivityStatusCode.Error, "", typeof(InvalidOperationException).FullName));
        SpanCapture.Attributes(span).ShouldAllBe(static text => !text.Contains("canary"));
    }
}
