using System.Diagnostics.CodeAnalysis;
using Atomic.Core.Decisions;
using Atomic.Providers.Chat;

namespace Atomic.Providers.Streaming;

/// <summary>A stream went beyond a bound; it never leaves the reading of streams.</summary>
/// <param name="fault">Which.</param>
[SuppressMessage("Design", "CA1064", Justification = "It never leaves the reading of streams.")]
internal sealed class StreamBoundException(AnswerFault fault) : Exception(fault.What)
{
    /// <summary>Which bound, as the fault of the answer.</summary>
    public AnswerFault Fault { get; } = fault;

    /// <summary>It fell silent.</summary>
    /// <param name="time">For how long.</param>
    public static StreamBoundException Silent(TimeSpan time) =>
        new(new AnswerFault(AttemptOutcome.TimedOut, $"fell silent in the middle of its answer for {time.TotalSeconds:0.###} s, the endpoint's StreamIdleSeconds"));

    /// <summary>It sent too much.</summary>
    /// <param name="bytes">The most that is read.</param>
    public static StreamBoundException TooLong(long bytes) =>
        new(AnswerFault.Malformed($"sent a stream of more than {bytes} bytes, the rest of which was not read"));

    /// <summary>It sent too much at once.</summary>
    /// <param name="bytes">The most that is read of one event.</param>
    public static StreamBoundException EventTooLong(int bytes) =>
        new(AnswerFault.Malformed($"sent a piece of its stream of more than {bytes} bytes, which was not read"));
}
