using Atomic.Replay.Synthesis;

namespace Atomic.Cli.Demo;

/// <summary>
/// The simulated models of the demo: price, speed and skill per kind, all of it made up. Skill is the expected share of right answers; the answers are
/// drawn by <see cref="RecordingSynthesizer"/> from the seed. The figures stand in docs/cli.md as well.
/// </summary>
internal static class DemoModels
{
    /// <summary>The models, the cheapest first.</summary>
    public static IReadOnlyList<SyntheticModel> All { get; } =
    [
        //            name         $/M in  $/M out  p50 ms  p95 ms  e-mail  review
        Model("sim-nano", 0.10, 0.40, 15, 40, 0.62, 0.80),
        Model("sim-small", 0.40, 1.60, 30, 80, 0.80, 0.93),
        Model("sim-fast", 0.80, 3.20, 12, 30, 0.78, 0.86),
        Model("sim-large", 2.00, 8.00, 90, 220, 0.93, 0.94),
    ];

    private static SyntheticModel Model(string name, double input, double output, double p50, double p95, double emails, double reviews) => new()
    {
        Name = name,
        InputUsdPerMTok = input,
        OutputUsdPerMTok = output,
        LatencyMsP50 = p50,
        LatencyMsP95 = p95,
        SkillByKind = new Dictionary<string, double>(StringComparer.Ordinal) { [DemoKind.EmailRouting] = emails, [DemoKind.ReviewSentiment] = reviews },
    };
}
