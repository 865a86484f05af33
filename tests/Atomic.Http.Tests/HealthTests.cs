using System.Net;
using Atomic.Http.Health;
using Atomic.Orchestration.Service;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Atomic.Http.Tests;

public sealed class HealthTests : HttpTest
{
    private readonly RecoveryProbe _recovery = new();

    [Fact]
    public async Task Healthz_Always_IsUp()
    {
        Service.Market = Samples.Market with { Bidders = [] };

        using var response = await GetAsync("/healthz");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"status":"up"}""");
        Header(response, "Cache-Control").ShouldBe("no-store");
    }

    [Fact]
    public async Task Readyz_AllProbesAgree_IsReady()
    {
        using var response = await GetAsync("/readyz");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"status":"ready"}""");
    }

    [Fact]
    public async Task Readyz_NoBidders_Is503()
    {
        Service.Market = Samples.Market with { Bidders = [] };

        using var response = await GetAsync("/readyz");

        await ProblemAsync(response, 503, "empty-market");
    }

    [Theory]
    [InlineData("overloaded", "overloaded")]
    [InlineData("conflict", "overloaded")]
    [InlineData("no-such-code", "overloaded")]
    public async Task Readyz_AProbeDisagrees_Is503(string code, string answered)
    {
        _recovery.Problem = new Problem(code, "Recovering.");

        using var response = await GetAsync("/readyz");

        await ProblemAsync(response, 503, answered);
        Header(response, "Retry-After").ShouldBe("1");
    }

    [Fact]
    public async Task Readyz_Stopping_Is503()
    {
        var probe = App.Services.GetServices<IReadinessProbe>().Single(static probe => probe.GetType().Name == "ShutdownProbe");
        (await probe.CheckAsync(CancellationToken.None)).ShouldBeNull();

        App.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        (await probe.CheckAsync(CancellationToken.None)).ShouldNotBeNull().Code.ShouldBe("shutting-down");
    }

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IReadinessProbe>(_recovery);

    private sealed class RecoveryProbe : IReadinessProbe
    {
        public Problem? Problem { get; set; }

        public ValueTask<Problem?> CheckAsync(CancellationToken cancellationToken) => new(Problem);
    }
}
