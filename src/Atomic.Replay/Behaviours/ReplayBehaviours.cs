using System.Collections.Concurrent;

namespace Atomic.Replay.Behaviours;

/// <summary>
/// The behaviours by served model name, which may be changed while the server runs, from any thread. A request keeps what it started with.
/// </summary>
public sealed class ReplayBehaviours
{
    private readonly ConcurrentDictionary<string, ReplayBehaviour> _byModel = new(StringComparer.Ordinal);

    /// <summary>
    /// The behaviour set for this name; flawless where none is. An alias for which none is set behaves as the recorded model behind it.
    /// </summary>
    public ReplayBehaviour this[string model]
    {
        get => _byModel.GetValueOrDefault(model, ReplayBehaviour.Flawless);
        set => Set(model, value);
    }

    /// <summary>The models that have a behaviour of their own.</summary>
    public IEnumerable<KeyValuePair<string, ReplayBehaviour>> All => _byModel;

    /// <summary>Sets the behaviour of a model or of an alias.</summary>
    /// <exception cref="ArgumentException">The values do not hold, see <see cref="ReplayBehaviour.Validate"/>.</exception>
    public void Set(string model, ReplayBehaviour behaviour)
    {
        if (behaviour.Validate() is [var problem, ..])
            throw new ArgumentException(problem, nameof(behaviour));
        _byModel[model] = behaviour;
    }

    internal ReplayBehaviour For(string servedName, string recordedModel) =>
        _byModel.TryGetValue(servedName, out var own) ? own : this[recordedModel];
}
