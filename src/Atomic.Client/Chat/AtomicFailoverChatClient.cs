using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;

namespace Atomic.Client.Chat;

/// <summary>
/// Asks a model directly while Atomic itself cannot be reached, and only then: what Atomic refuses or could not do stays refused, since a policy that a
/// second client could step around would be none. Nothing that goes this way is auctioned, budgeted or explained.
/// </summary>
[Experimental("MEAI001")]
public sealed class AtomicFailoverChatClient : FailoverChatClient
{
    private readonly ConditionalWeakTable<RoutingContext, Exception> _failures = [];
    private readonly IChatClient _atomic;
    private readonly IChatClient _direct;

    /// <summary>A failover from Atomic to a model.</summary>
    /// <param name="atomic">Atomic; disposed of with this.</param>
    /// <param name="direct">The model; disposed of with this.</param>
    public AtomicFailoverChatClient(IChatClient atomic, IChatClient direct)
    {
        (_atomic, _direct) = (atomic, direct);
        MaximumAttemptsPerRequest = 2;
    }

    /// <inheritdoc/>
    protected override ValueTask<IChatClient> SelectClientAsync(RoutingContext context, CancellationToken cancellationToken)
    {
        if (!_failures.TryGetValue(context, out var failure))
            return new(_atomic);
        if (!IsUnreachable(failure))
            ExceptionDispatchInfo.Throw(failure);

        // A name of Atomic's is none of the model's.
        context.ChatOptions?.ModelId = null;
        return new(_direct);
    }

    /// <inheritdoc/>
    protected override ValueTask OnRoutingUpdateAsync(RoutingContext context, FailoverChatClientAttempt attempt, bool isTerminal, CancellationToken cancellationToken)
    {
        if (attempt.Exception is { } failure)
            _failures.AddOrUpdate(context, failure);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _atomic.Dispose();
            _direct.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsUnreachable(Exception failure) => failure is AtomicClientException { Code: AtomicClientException.Unreachable };
}
