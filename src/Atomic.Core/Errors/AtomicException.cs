namespace Atomic.Core.Errors;

/// <summary>
/// The base of every exception that Atomic throws on purpose. Expected failures are values; this is for the edges.
/// Its message is one sentence: what happened, why, and what to do.
/// </summary>
/// <param name="code">Stable kebab-case code, for instance <c>invalid-market</c>; see <see cref="ErrorCodes"/>.</param>
/// <param name="message">One sentence for a person.</param>
/// <param name="innerException">The cause, where there is one.</param>
public class AtomicException(string code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Stable kebab-case code, the last part of the problem's <c>type</c>.</summary>
    public string Code { get; } = code;
}
