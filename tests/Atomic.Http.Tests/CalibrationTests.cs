using System.Net;
using Atomic.Core.Calibration;
using Atomic.Core.Learning;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Tests;

public sealed class CalibrationTests : HttpTest
{
    [Fact]
    public async Task Get_KnownKind_AnswersWithFiguresAndCurve()
    {
        var observation = new Observation { BidderId = "small", Score = 0, Promised = 0.5 };
        Service.Calibration = (_, kind) => KindCalibration.Of(kind, KindRecord.Empty(kind).After(new([observation, new() { BidderId = "large", Score = 1 }])));

        using var response = await GetAsync("/api/kinds/email-routing/calibration");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        Header(response, "Cache-Control").ShouldBe("no-store");
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"kind":"email-routing","version":1,"bidders":[{"bidderId":"large"},{"bidderId":"small","quality":{"judged":1,"weight":1,"meanPromised":0.5,"right":0,"brier":0.25,"reliability":0.25,"resolution":0,"uncertainty":0,"withinTenths":0,"logLoss":0.6931471805599453,"calibrationError":0.5,"""
            + """ "curve":[{"from":0.5,"to":0.6,"weight":1,"promised":0.5,"right":0,"worth":0.5}]}}]}""".TrimStart());
    }

    [Fact]
    public async Task Get_NothingLearned_IsAnEmptyList()
    {
        Service.Calibration = static (_, kind) => new KindCalibration(kind, 0, []);

        using var response = await GetAsync("/api/kinds/routing/calibration");

        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"kind":"routing","version":0,"bidders":[]}""");
    }

    [Fact]
    public async Task Get_UnknownKind_IsNotFoundWithWhatToDo()
    {
        using var response = await GetAsync("/api/kinds/never-seen/calibration");

        var problem = await ProblemAsync(response, 404, "not-found");
        problem.GetProperty("detail").GetString()!.ShouldContain("GET /api/market");
    }

    [Fact]
    public async Task Get_KindWithASlash_ReachesNoOtherTenant()
    {
        var asked = new List<(string Tenant, string Kind)>();
        Service.Calibration = (tenant, kind) =>
        {
            asked.Add((tenant, kind));
            return null;
        };

        using var response = await GetAsync("/api/kinds/acme%2Femail-routing/calibration");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        asked.ShouldAllBe(static one => one.Tenant == "default" && one.Kind != "email-routing");
    }

    [Fact]
    public async Task Get_Market_TellsNoCalibration()
    {
        var record = TrackRecord.Empty with { Calibration = CalibrationRecord.None.After(new Observation { BidderId = "small", Score = 0, Promised = 0.5 }) };
        Service.Market = Samples.Market with { Records = [new KindRecord("email-routing", 3, new Dictionary<string, TrackRecord> { ["small"] = record })] };

        using var response = await GetAsync("/api/market");

        var text = await response.Content.ReadAsStringAsync();
        text.ShouldContain("\"rightRecent\"");
        text.ShouldNotContain("alibration");
    }
}
