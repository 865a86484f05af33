using Atomic.Client.Markets;
using Atomic.Client.Microtasks;

namespace Atomic.Client;

/// <summary>
/// Atomic for callers, the same over a server and in one's own process. Typed calls are extensions: <see cref="Typed.TypedMicrotasks"/>. Every method throws
/// <see cref="AtomicClientException"/> where the call is refused or not answered.
/// </summary>
public interface IAtomicClient
{
    /// <summary>Accepts a microtask and does not wait for it; it is durable when this returns.</summary>
    /// <param name="microtask">What is asked.</param>
    /// <param name="cancellationToken">Gives up asking.</param>
    /// <returns>The microtask as it stands; mostly running.</returns>
    Task<MicrotaskResult> SubmitAsync(Microtask microtask, CancellationToken cancellationToken = default);

    /// <summary>Runs a microtask: submits it and waits until it has ended, however it ended.</summary>
    /// <param name="microtask">What is asked.</param>
    /// <param name="cancellationToken">Gives up waiting; the microtask goes on.</param>
    Task<MicrotaskResult> RunAsync(Microtask microtask, CancellationToken cancellationToken = default);

    /// <summary>Waits until a microtask has ended.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up waiting; the microtask goes on.</param>
    Task<MicrotaskResult> WaitAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>A microtask as it stands; null where there is none of that id.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MicrotaskResult?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Cancels a running microtask; one that had ended keeps its end.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How it stands then.</returns>
    Task<MicrotaskResult> CancelAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>A page of microtasks, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MicrotaskPage> ListAsync(MicrotaskQuery query, CancellationToken cancellationToken = default);

    /// <summary>Why a microtask went to whom it went.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="form">In which form.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<string> ExplainAsync(string id, ExplanationForm form = ExplanationForm.Markdown, CancellationToken cancellationToken = default);

    /// <summary>Judges an answer; durable when this returns, and the next auction knows it.</summary>
    /// <param name="id">The microtask's id.</param>
    /// <param name="feedback">What is said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<FeedbackReceipt> SendFeedbackAsync(string id, MicrotaskFeedback feedback, CancellationToken cancellationToken = default);

    /// <summary>The market as it stands.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<MarketSnapshot> GetMarketAsync(CancellationToken cancellationToken = default);
}
