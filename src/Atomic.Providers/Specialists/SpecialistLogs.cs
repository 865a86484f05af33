using Microsoft.Extensions.Logging;

namespace Atomic.Providers.Specialists;

/// <summary>What specialists log. Never a text or a label of an example.</summary>
internal static partial class SpecialistLogs
{
    [LoggerMessage(2101, LogLevel.Warning, "The snapshot of the specialist for kind '{Kind}' was not used: {Defect} Its state was rebuilt from {Examples} examples that are kept.")]
    public static partial void SnapshotRefused(this ILogger logger, string kind, string defect, int examples);

    [LoggerMessage(2102, LogLevel.Warning, "The snapshot of the specialist for kind '{Kind}' could not be saved; it is tried again with the next example.")]
    public static partial void SnapshotNotSaved(this ILogger logger, Exception exception, string kind);

    [LoggerMessage(2103, LogLevel.Warning, "Kind '{Kind}' is not learned: specialists for {MaxKinds} kinds exist already.")]
    public static partial void TooManyKinds(this ILogger logger, string kind, int maxKinds);
}
