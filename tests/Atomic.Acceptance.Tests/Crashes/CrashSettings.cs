namespace Atomic.Acceptance.Tests.Crashes;

/// <summary>How long the crash test runs, and from which seed.</summary>
/// <param name="Kills">Kills; <c>ATOMIC_CRASH_KILLS</c>, 100 where it is not set.</param>
/// <param name="Seed">The seed of kill moments and requests; <c>ATOMIC_CRASH_SEED</c>, a new one where it is not set.</param>
internal sealed record CrashSettings(int Kills, int Seed)
{
    /// <summary>From the environment.</summary>
    public static CrashSettings Read() => new(
        Number("ATOMIC_CRASH_KILLS") ?? 100,
        Number("ATOMIC_CRASH_SEED") ?? Environment.TickCount & int.MaxValue);

    private static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text) : null;
}
