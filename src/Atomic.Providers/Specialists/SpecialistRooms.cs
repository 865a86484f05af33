using System.Collections.Concurrent;
using Atomic.Core.Contexts;
using Atomic.Core.Demonstrations;
using Atomic.Core.Embeddings;
using Atomic.Core.Errors;
using Atomic.Core.Extraction;
using Atomic.Core.Specialists;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;
using Microsoft.Extensions.Logging;

namespace Atomic.Providers.Specialists;

/// <summary>What is learned from examples of all kinds: specialists, and what bids make of inputs. Safe for concurrent use.</summary>
public sealed class SpecialistRooms : IExampleLearner, IContextReader, IDemonstrations, IDisposable
{
    private readonly IExampleStore _store;
    private readonly SpecialistOptions _options;
    private readonly ILogger<SpecialistRooms> _logger;
    private readonly TimeProvider _time;
    private readonly DemonstrationKinds _shown;
    private readonly ConcurrentDictionary<string, SpecialistRoom> _rooms = new(StringComparer.Ordinal);
    private readonly Lock _opening = new();
    private bool _toldOfFullness;

    /// <summary>Specialists that know nothing before <see cref="LoadAsync"/>.</summary>
    /// <param name="store">Where examples and snapshots are kept.</param>
    /// <param name="options">The settings.</param>
    /// <param name="logger">Told of snapshots that cannot be used, and of kinds that are too many.</param>
    /// <param name="time">The clock, by which examples become too old to be shown; null: the system's.</param>
    /// <param name="shown">The kinds whose examples models may be shown; null: none.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>: settings out of range.</exception>
    public SpecialistRooms(IExampleStore store, SpecialistOptions options, ILogger<SpecialistRooms> logger, TimeProvider? time = null, DemonstrationKinds? shown = null)
    {
        SpecialistOptionsCheck.ThrowIfInvalid(options);
        (_store, _options, _logger) = (store, options, logger);
        (_time, _shown) = (time ?? TimeProvider.System, shown ?? DemonstrationKinds.None);
    }

    /// <summary>Restores every kind from its snapshot and the examples after it, to the state as if it had never stopped.</summary>
    /// <param name="cancellationToken">Gives up; what was not restored is restored with its next example.</param>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var kind in (await _store.ListKindsAsync(cancellationToken)).Order(StringComparer.Ordinal))
            if (FindOrOpen(kind) is { } room) await room.LoadAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask LearnAsync(VerifiedExample example, CancellationToken cancellationToken)
    {
        // A lesson that nobody learns is not kept either.
        var teaches = (example.Label is { } label && IsForSpecialists(example.Kind) && (_options.Extraction || !AnswerFields.IsObject(label)))
            || (example.Outcomes.Count > 0 && _options.ContextualBids) || (example.Source is not null && IsShown(example.Kind));

        // Kinds of which lengths alone are known leave room for those that somebody judges.
        var measures = example.Measured is not null && _options.ContextualBids;
        if ((teaches || measures) && FindOrOpen(example.Kind, teaches ? _options.MaxKinds : _options.MaxKinds / 2) is { } room) await room.LearnAsync(example, cancellationToken);
    }

    /// <summary>What the kind's specialist makes of a text; null where there is no specialist for the kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="text">The input as text.</param>
    public Assessment? Assess(string kind, string text) =>
        _options.Enabled && _rooms.TryGetValue(kind, out var room) && IsForSpecialists(kind) ? room.Knowledge.Assess(text) : null;

    /// <summary>What the kind's specialist makes of a text, as an object; null where no right answer of the kind was one yet.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="text">The input as text.</param>
    /// <param name="fields">The fields that are asked for, in the order of the answer.</param>
    public ExtractionReading? Extract(string kind, string text, IReadOnlyList<string> fields) =>
        _options is { Enabled: true, Extraction: true } && _rooms.TryGetValue(kind, out var room) && IsForSpecialists(kind) ? room.Knowledge.Extract(text, fields) : null;

    /// <inheritdoc/>
    public IReadOnlyList<ContextShift>? Read(string scope, string text, IReadOnlyList<string> bidderIds, InputVector? vector = null) =>
        _options.ContextualBids && _rooms.TryGetValue(scope, out var room) ? room.Knowledge.Read(text, bidderIds, vector) : null;

    /// <inheritdoc/>
    public IReadOnlyList<ChosenDemonstration> Choose(string scope, DemonstrationRequest request) =>
        IsShown(scope) && _rooms.TryGetValue(scope, out var room)
            ? room.Knowledge.Choose(request with { Longest = request.Longest < _options.DemonstrationAge ? request.Longest : _options.DemonstrationAge })
            : [];

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ChosenDemonstration>> FindAsync(string scope, IReadOnlyList<ShownDemonstration> shown, CancellationToken cancellationToken)
    {
        if (!IsShown(scope) || FindOrOpen(scope) is not { } room) return [];

        // Another process may have bid with what this one has not learned yet.
        if (shown.Any(one => room.Knowledge.Find(one) is null)) await room.RefreshAsync(cancellationToken);
        var now = _time.GetUtcNow();
        return [.. shown.Select(one => room.Knowledge.Find(one) is { } example && example.IsKeptAt(now, _options.DemonstrationAge) ? new ChosenDemonstration(example, one) : null).OfType<ChosenDemonstration>()];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var room in _rooms.Values) room.Dispose();
    }

    private bool IsForSpecialists(string kind) =>
        _options.Enabled && (_options.Kinds.Count == 0 || _options.Kinds.Contains(LearningScope.KindOf(kind), StringComparer.Ordinal));

    private bool IsShown(string scope) => _shown.Include(LearningScope.KindOf(scope));

    private SpecialistRoom? FindOrOpen(string kind) => FindOrOpen(kind, _options.MaxKinds);

    private SpecialistRoom? FindOrOpen(string kind, int most)
    {
        if (_rooms.TryGetValue(kind, out var room)) return room;
        var isForSpecialists = IsForSpecialists(kind);
        var rules = new RoomRules(_options.SnapshotInterval, isForSpecialists, isForSpecialists && _options.Extraction, _options.ContextualBids, IsShown(kind))
        {
            ShownSince = () => _time.GetUtcNow() - _options.DemonstrationAge,
        };
        if (!rules.LearnsLabels && !rules.LearnsContexts && !rules.KeepsDemonstrations) return null;
        lock (_opening)
        {
            // A hard bound rather than eviction: which kinds are learned must not depend on what was asked last.
            if (_rooms.Count < most || _rooms.ContainsKey(kind))
                return _rooms.GetOrAdd(kind, name => new SpecialistRoom(name, _store, rules, _logger));
            if (!_toldOfFullness && most == _options.MaxKinds) _logger.TooManyKinds(kind, most);
            _toldOfFullness |= most == _options.MaxKinds;
            return null;
        }
    }
}
