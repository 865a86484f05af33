using System.Collections.Concurrent;
using System.Net;
using Atomic.Providers.Bidders;
using Atomic.Providers.Clients;
using Atomic.Providers.Configuration;
using Atomic.Providers.Tests.Fixtures;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Providers.Tests.Bidders;

/// <summary>Operators are told once that an endpoint stays away, and nothing that is secret.</summary>
public sealed class ModelBidderLogTests
{
    private readonly CollectedLog _log = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task ExecuteAsync_RateLimited_IsLoggedOnce()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.TooManyRequests, Completion.Error("x", TestMarket.Key), ("Retry-After", "30"));
        using var market = new TestMarket(transport, _time, log: _log);

        await market.ExecuteAsync(TestMarket.Call(seconds: 60));
        await market.ExecuteAsync(TestMarket.Call(seconds: 60));

        _log.Lines.ShouldBe(["3001 Model small-7b at endpoint gpu is rate limited and does not bid until 2026-01-01T00:00:30.0000000+00:00"]);
    }

    [Fact]
    public async Task ExecuteAsync_FiveFailures_AreLoggedOnce()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.InternalServerError, Completion.Error("x", $"{TestMarket.Key} Where is my parcel?"));
        using var market = new TestMarket(transport, _time, log: _log);

        for (var failure = 0; failure < 6; failure++)
            await market.ExecuteAsync();

        _log.Lines.ShouldBe(["3002 Model small-7b at endpoint gpu failed repeatedly and does not bid until 2026-01-01T00:00:01.0000000+00:00"]);
    }

    [Fact]
    public void ToString_EndpointWithKey_DoesNotTellIt()
    {
        var options = new EndpointOptions { BaseUrl = "http://gpu-1:8000/v1", ApiKey = TestMarket.Key };
        using var endpoint = new ChatClientFactory(_time, static _ => null).Create("gpu", options);

        endpoint.ToString().ShouldBe("gpu (OpenAiCompatible, http://gpu-1:8000/v1)");
    }

    private sealed class CollectedLog : ILogger<ModelBidders>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{eventId.Id} {formatter(state, exception)}{exception}");
    }
}
