using Atomic.Core.Errors;
using Atomic.Functions.Composition;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace Atomic.Functions.Tests.Composition;

public sealed class HouseStartTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly Mock<IHouseState> _state = new();
    private readonly HouseReadiness _readiness = new();
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger<HouseStart> _logger = new();

    [Fact]
    public async Task Start_StateOpens_TakesWork()
    {
        using var start = Start();
        await start.StartAsync(CancellationToken.None);

        await _readiness.WhenReadyAsync(CancellationToken.None).WaitAsync(Bound);

        _readiness.Problem.ShouldBeNull();
        Should.NotThrow(_readiness.Require);
    }

    [Fact]
    public async Task Start_StateDoesNotOpen_IsTriedAgainAndSaidOnce()
    {
        var tries = 0;
        _state.Setup(static s => s.OpenAsync(It.IsAny<CancellationToken>())).Returns(() => ++tries < 6
            ? Task.FromException(new AtomicException(ErrorCodes.StorageUnavailable, tries < 4 ? "It does not answer." : "It refuses."))
            : Task.CompletedTask);
        using var start = Start();
        await start.StartAsync(CancellationToken.None);

        await UntilToldAsync();
        _readiness.Problem!.Code.ShouldBe(ErrorCodes.StorageUnavailable);
        Should.Throw<AtomicException>(_readiness.Require).Message.ShouldBe("It does not answer.");
        var ready = _readiness.WhenReadyAsync(CancellationToken.None);
        var end = DateTime.UtcNow + Bound;
        while (!ready.IsCompleted)
        {
            DateTime.UtcNow.ShouldBeLessThan(end);
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        tries.ShouldBe(6);
        _logger.Collector.GetSnapshot().Count(static line => line.Id.Id == 6001).ShouldBe(2, "once per reason");
        _logger.Collector.GetSnapshot().Count(static line => line.Id.Id == 6002).ShouldBe(1);
        _logger.Collector.GetSnapshot().ShouldAllBe(static line => line.Exception == null);
    }

    [Fact]
    public async Task Start_StateThrowsWhateverElse_IsUnavailableAndTriedAgain()
    {
        _state.Setup(static s => s.OpenAsync(It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException("Odd."));
        using var start = Start();
        await start.StartAsync(CancellationToken.None);

        await UntilToldAsync();
        _readiness.Problem!.Detail.ShouldContain("Odd.");
        await start.StopAsync(CancellationToken.None).WaitAsync(Bound);
    }

    private async Task UntilToldAsync()
    {
        var end = DateTime.UtcNow + Bound;
        while (_logger.Collector.Count == 0)
        {
            DateTime.UtcNow.ShouldBeLessThan(end);
            await Task.Delay(1);
        }
    }

    private HouseStart Start() => new(_state.Object, _readiness, _time, _logger);
}
