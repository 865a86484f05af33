using System.Globalization;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Feedbacks;

/// <summary>
/// The feedback. It is rare and its sender waits until it is durable anyway; so the file alone counts, and a call waits until what was added
/// to the same microtask before is in the file.
/// </summary>
/// <param name="database">Opened with <see cref="SqliteStores.Schemas"/>.</param>
public sealed class SqliteFeedbackStore(IAtomicDatabase database) : IFeedbackStore
{
    private const int StripeCount = 64;

    private const string Count =
        "SELECT count(*), sum(score = $score AND label IS $label AND comment IS $comment AND trust = $trust AND signal = $signal AND source IS $source) FROM feedback WHERE microtask = $id";

    private const string Read = "SELECT score, label, comment, received, trust, signal, source FROM feedback WHERE microtask = $id ORDER BY place";

    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, StripeCount).Select(static _ => new Stripe())];

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The score is no finite number.</exception>
    public async ValueTask<int> AddAsync(string microtaskId, Feedback feedback, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(microtaskId);
        StoredText.RequireJudgement(feedback);
        var stripe = StripeOf(microtaskId);
        await stripe.Gate.WaitAsync(cancellationToken);
        try
        {
            await database.WhenDurableAsync(stripe.LastTicket).WaitAsync(cancellationToken);
            var (count, isThere) = await CountAsync(microtaskId, feedback, cancellationToken);
            if (isThere)
                return -1;
            stripe.LastTicket = database.Enqueue(new FeedbackWrite(microtaskId, count, feedback));
            return count;
        }
        finally
        {
            stripe.Gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Feedback>> ListAsync(string microtaskId, CancellationToken cancellationToken)
    {
        await database.WhenDurableAsync(StripeOf(microtaskId).LastTicket).WaitAsync(cancellationToken);
        return await database.ReadAsync(
            statements =>
            {
                var feedback = new List<Feedback>();
                using var reader = statements.Get(Read).Set("$id", microtaskId).ExecuteReader();
                while (reader.Read())
                {
                    feedback.Add(new Feedback
                    {
                        Score = reader.GetDouble(0),
                        Label = reader.IsDBNull(1) ? null : reader.GetString(1),
                        Comment = reader.IsDBNull(2) ? null : reader.GetString(2),
                        ReceivedAt = DateTimeOffset.ParseExact(reader.GetString(3), "O", CultureInfo.InvariantCulture),
                        Trust = reader.GetDouble(4),
                        Signal = Enum.Parse<Signal>(reader.GetString(5)),
                        Source = reader.IsDBNull(6) ? null : reader.GetString(6),
                    });
                }

                return feedback;
            },
            cancellationToken);
    }

    private ValueTask<(int Count, bool IsThere)> CountAsync(string microtaskId, Feedback feedback, CancellationToken cancellationToken) =>
        database.ReadAsync(
            statements =>
            {
                var count = statements.Get(Count)
                    .Set("$id", microtaskId).Set("$score", feedback.Score).Set("$label", feedback.Label).Set("$comment", feedback.Comment)
                    .Set("$trust", feedback.Trust).Set("$signal", feedback.Signal.ToString()).Set("$source", feedback.Source);
                using var reader = count.ExecuteReader();
                reader.Read();
                return (reader.GetInt32(0), !reader.IsDBNull(1) && reader.GetInt64(1) > 0);
            },
            cancellationToken);

    private Stripe StripeOf(string microtaskId) => _stripes[(uint)StringComparer.Ordinal.GetHashCode(microtaskId) % StripeCount];

    private sealed class Stripe
    {
        private long _lastTicket;

        // Never disposed: it lives as long as the store, and no wait handle is taken from it.
        public SemaphoreSlim Gate { get; } = new(1);

        public long LastTicket
        {
            get => Volatile.Read(ref _lastTicket);
            set => Volatile.Write(ref _lastTicket, value);
        }
    }
}
