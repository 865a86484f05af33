using Atomic.Core.Errors;

namespace Atomic.Providers.Specialists;

/// <summary>Whether settings of specialists can be used.</summary>
public static class SpecialistOptionsCheck
{
    /// <summary>What is wrong with them, one sentence each; empty where nothing is.</summary>
    /// <param name="options">The settings.</param>
    public static IReadOnlyList<string> FindProblems(SpecialistOptions options)
    {
        var problems = new List<string>();
        if (options.Id is not { Length: > 0 and <= 64 } || options.Id.Any(static character => !char.IsAsciiLetterOrDigit(character) && !"-_.:/".Contains(character)))
            problems.Add($"Id '{options.Id}' must have 1 to 64 characters of a-z A-Z 0-9 - _ . : /.");
        Within(nameof(options.MinExamples), options.MinExamples, 10, 1_000_000);
        Within(nameof(options.MinRehearsals), options.MinRehearsals, 1, 150);
        Within(nameof(options.Floor), options.Floor, 0, 1);
        Within(nameof(options.SnapshotInterval), options.SnapshotInterval, 1, 100_000);
        Within(nameof(options.MaxKinds), options.MaxKinds, 1, 1_024);
        if (options.DemonstrationAge < TimeSpan.FromSeconds(1) || options.DemonstrationAge > TimeSpan.FromDays(3_650))
            problems.Add($"{nameof(options.DemonstrationAge)} is {options.DemonstrationAge:c} and must be a second to 3,650 days (3650.00:00:00).");
        return problems;

        void Within(string name, double value, double least, double most)
        {
            if (!(value >= least && value <= most)) problems.Add($"{name} is {value} and must be {least} to {most}.");
        }
    }

    /// <summary>Throws where something is wrong.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public static void ThrowIfInvalid(SpecialistOptions options)
    {
        var problems = FindProblems(options);
        if (problems.Count > 0) throw new AtomicException(ErrorCodes.InvalidConfiguration, $"Specialists cannot be set up. {string.Join(" ", problems)}");
    }
}
