using Atomic.Core.Errors;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Microtasks;

/// <summary>The problem of a body over the limit.</summary>
internal static class BodyTooLarge
{
    /// <summary>The problem.</summary>
    /// <param name="options">Hold the limit.</param>
    public static Problem Of(AtomicHttpOptions options) =>
        new(ErrorCodes.BodyTooLarge, $"The body is over {options.MaxBodyBytes} bytes; send less.");
}
