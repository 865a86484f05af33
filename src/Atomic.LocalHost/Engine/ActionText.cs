using Atomic.Core.Errors;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>How actions and their mismatches are told to a person.</summary>
internal static class ActionText
{
    private const string Remedy = "the orchestration's code changed while the instance was running; deploy the former code or terminate the instance.";

    /// <summary>An action in a sentence.</summary>
    public static string Of(HistoryEventType type, string? name) => string.IsNullOrEmpty(name) ? type.ToString() : $"{type} '{name}'";

    /// <summary>History has one thing, the code asked for another.</summary>
    public static AtomicException Mismatch(int taskId, string recorded, string asked) => new(
        ErrorCodes.NonDeterministic, $"History has {recorded} as action {taskId}, but the code asked for {asked}: {Remedy}");

    /// <summary>History has something that the code did not ask for.</summary>
    public static AtomicException NotAsked(int taskId, string recorded) => new(
        ErrorCodes.NonDeterministic, $"History has {recorded} as action {taskId}, but the code did not ask for it: {Remedy}");

    /// <summary>The code asked for something that history does not have, although history goes on.</summary>
    public static AtomicException NotRecorded(int taskId, string asked) => new(
        ErrorCodes.NonDeterministic, $"The code asked for {asked} as action {taskId}, but history goes on without it: {Remedy}");

    /// <summary>The code waits for something that is not durable.</summary>
    public static AtomicException Foreign(string what) => new(
        ErrorCodes.NonDeterministic,
        $"The code {what}: orchestrator code awaits nothing but the tasks of its context, without ConfigureAwait(false), and uses its context on no other thread; " +
        "put other work into an activity.");
}
