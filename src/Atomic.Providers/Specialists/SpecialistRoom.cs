using Atomic.Orchestration.Ports;
using Microsoft.Extensions.Logging;

namespace Atomic.Providers.Specialists;

/// <summary>
/// What is learned of one kind with its log of examples. Learning takes turns, in the order of places in the log; predictions go on meanwhile and
/// wait only while what was learned is written into the table. Expects the store's places of a kind to have no gaps.
/// </summary>
internal sealed class SpecialistRoom(string kind, IExampleStore store, RoomRules rules, ILogger logger) : IDisposable
{
    private const int PageSize = 256;

    // Nearly every microtask tells of lengths, and few are judged: a snapshot that may have megabytes is not due for each few of them.
    private const int MeasuredPerJudged = 16;

    /// <summary>A log that outlived its snapshot may be long: so many of its examples are learned again.</summary>
    private const int MaxRebuilt = 100_000;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile KindKnowledge _knowledge = new();
    private long _place;
    private long _savedPlace;
    private long _judgedSinceSaved;
    private bool _isLoaded;
    private bool _isBehind = true;

    /// <summary>What is known by now.</summary>
    public KindKnowledge Knowledge => _knowledge;

    /// <summary>Brings the state up to the log.</summary>
    public async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await CatchUpAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Brings the state up to what other processes have appended to the log meanwhile.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _isBehind = true;
            await CatchUpAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Appends the example to the log and learns it, unless it was there already.</summary>
    public async ValueTask LearnAsync(VerifiedExample example, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await CatchUpAsync(cancellationToken);

            // Until the store has answered and the answer is applied, the log may be ahead: whatever fails, the next turn catches up first.
            _isBehind = true;
            var place = await store.AppendAsync(example, cancellationToken);
            if (place == _place + 1)
            {
                Learn(example);
                _isBehind = false;
            }
            else
            {
                _isBehind = place > _place;
                await CatchUpAsync(cancellationToken);
            }
            await SaveAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async ValueTask CatchUpAsync(CancellationToken cancellationToken)
    {
        if (!_isLoaded) await RestoreAsync(cancellationToken);
        while (_isBehind)
        {
            var page = await store.ReadAsync(kind, _place, PageSize, cancellationToken);
            foreach (var example in page) Learn(example);
            _isBehind = page.Count == PageSize;
        }
    }

    private async ValueTask RestoreAsync(CancellationToken cancellationToken)
    {
        var restored = new KindKnowledge();
        if (await store.LoadSnapshotAsync(kind, cancellationToken) is var (place, state))
        {
            if (KindKnowledge.TryRead(state, out var read, out var defect))
                (restored, _place, _savedPlace) = (read, place, place);
            else
                ((restored, _place), _judgedSinceSaved) = (await RebuildAsync(place, defect, cancellationToken), rules.SnapshotInterval); // one that can be read is due
        }
        _knowledge = restored;
        _isLoaded = true;
    }

    /// <summary>What can be had without the snapshot: the examples that are kept, in order. Those that it included may have been dropped.</summary>
    private async ValueTask<(KindKnowledge Knowledge, long Place)> RebuildAsync(long snapshotPlace, string defect, CancellationToken cancellationToken)
    {
        var kept = await store.ReadAsync(kind, 0, MaxRebuilt, cancellationToken);
        var later = await store.ReadAsync(kind, snapshotPlace, MaxRebuilt, cancellationToken);
        var knowledge = new KindKnowledge();

        // The log begins at a place that only its end tells: what comes after the snapshot's place has no gaps.
        foreach (var example in kept.SkipLast(later.Count).Concat(later)) Learn(knowledge, example);
        logger.SnapshotRefused(kind, defect, Math.Max(kept.Count, later.Count));
        return (knowledge, snapshotPlace + later.Count);
    }

    private void Learn(VerifiedExample example)
    {
        Learn(_knowledge, example);
        _place++;
        if (example.Measured is null) _judgedSinceSaved++;
    }

    private void Learn(KindKnowledge knowledge, VerifiedExample example) => knowledge.Learn(example, rules);

    private async ValueTask SaveAsync(CancellationToken cancellationToken)
    {
        if (_judgedSinceSaved < rules.SnapshotInterval && _place - _savedPlace < (long)rules.SnapshotInterval * MeasuredPerJudged) return;
        try
        {
            // What is too old to be shown is not kept either.
            _knowledge.ForgetBefore(rules.ShownSince());
            await store.SaveSnapshotAsync(kind, _place, _knowledge.Write(), cancellationToken);
            (_savedPlace, _judgedSinceSaved) = (_place, 0);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The example is learned and logged; a snapshot only shortens the next start.
            logger.SnapshotNotSaved(exception, kind);
        }
    }
}
