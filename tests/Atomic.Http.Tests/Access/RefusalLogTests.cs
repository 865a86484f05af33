using System.Collections.Concurrent;
using Atomic.Orchestration.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Http.Tests.Access;

public sealed class RefusalLogTests : HttpTest
{
    private readonly FakeTimeProvider _time = new(Samples.Time);
    private readonly Lines _lines = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _lines.Dispose();
    }

    [Fact]
    public async Task Refusal_OfAKey_IsLoggedWithItsIdAndReasonAndNeverItsSecret()
    {
        var key = await KeyAsync("support", AccessScopes.Read);
        await Keys.RevokeAsync(key.Split('_')[1], CancellationToken.None);

        (await SendAsync("GET", "/api/market", key)).Dispose();

        var line = _lines.Refusals.ShouldHaveSingleItem();
        line.ShouldContain(key.Split('_')[1]);
        line.ShouldContain("revoked");
        string.Join('\n', _lines.All).ShouldNotContain(key.Split('_')[2]);
    }

    [Fact]
    public async Task Refusals_ByTheHundred_AreThirtyLinesAMinuteAndTheRestIsCounted()
    {
        await KeyAsync("support", AccessScopes.Read);
        for (var i = 0; i < 100; i++) (await SendAsync("GET", "/api/market", "wrong")).Dispose();
        _lines.Refusals.Count.ShouldBe(30);

        _time.Advance(TimeSpan.FromMinutes(1));
        (await SendAsync("GET", "/api/market", "wrong")).Dispose();

        _lines.Refusals.Count.ShouldBe(31);
        _lines.Refusals[^1].ShouldContain("70");
    }

    protected override void Configure(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<ILoggerProvider>(_lines);
        services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Trace));
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<(int Id, string Text)> _lines = new();

        public IReadOnlyList<string> Refusals => [.. _lines.Where(static line => line.Id == 4002).Select(static line => line.Text)];

        public IReadOnlyList<string> All => [.. _lines.Select(static line => line.Text)];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue((eventId.Id, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
