namespace Atomic.Storage.Sqlite.Database;

/// <summary>Someone who waits for a ticket.</summary>
/// <param name="ticket">The ticket.</param>
internal abstract class DurableWaiter(long ticket)
{
    /// <summary>The ticket.</summary>
    public long Ticket { get; } = ticket;

    /// <summary>Tells that it is durable, or why it never will be.</summary>
    public abstract void Complete(Exception? failure);
}
