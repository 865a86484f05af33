using System.Globalization;
using Atomic.Orchestration.Queues;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Poison;

/// <summary>Keeps one message, in place of one of the same id.</summary>
internal sealed class PoisonWrite(PoisonMessage message) : IDatabaseWrite
{
    private const string Write =
        "INSERT OR REPLACE INTO poison(id, queue, text, reason, tries, at, ticks) VALUES($id, $queue, $text, $reason, $tries, $at, $ticks)";

    /// <inheritdoc/>
    public void Apply(IStatementCache statements) => statements.Get(Write)
        .Set("$id", message.Id)
        .Set("$queue", message.Queue)
        .Set("$text", message.Text)
        .Set("$reason", message.Reason)
        .Set("$tries", message.Tries)
        .Set("$at", message.GivenUpAt.ToString("O", CultureInfo.InvariantCulture))
        .Set("$ticks", message.GivenUpAt.UtcTicks)
        .ExecuteNonQuery();
}
