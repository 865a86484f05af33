namespace Atomic.Storage.Sqlite.Database;

/// <summary>Waits with a callback.</summary>
internal sealed class CallbackWaiter<TState>(long ticket, TState state, Action<TState, Exception?> callback) : DurableWaiter(ticket)
{
    /// <inheritdoc/>
    public override void Complete(Exception? failure) => callback(state, failure);
}
