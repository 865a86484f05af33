using System.Diagnostics.CodeAnalysis;
using Atomic.Core.Microtasks;

namespace Atomic.Http.Responses;

/// <summary>The names of a microtask's states on the wire, the same as in Core's JSON.</summary>
internal static class StatusName
{
    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<MicrotaskStatus>().Select(Of)];

    /// <summary>The state's name.</summary>
    /// <param name="status">The state.</param>
    public static string Of(MicrotaskStatus status) => status switch
    {
        MicrotaskStatus.Running => "running",
        MicrotaskStatus.Succeeded => "succeeded",
        MicrotaskStatus.Failed => "failed",
        MicrotaskStatus.NoAward => "no-award",
        MicrotaskStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A state without a name."),
    };

    /// <summary>The state of that name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="status">The state; null where there is none of that name.</param>
    public static bool TryParse(string? name, [NotNullWhen(true)] out MicrotaskStatus? status)
    {
        status = name switch
        {
            "running" => MicrotaskStatus.Running,
            "succeeded" => MicrotaskStatus.Succeeded,
            "failed" => MicrotaskStatus.Failed,
            "no-award" => MicrotaskStatus.NoAward,
            "cancelled" => MicrotaskStatus.Cancelled,
            _ => null,
        };
        return status is not null;
    }
}
