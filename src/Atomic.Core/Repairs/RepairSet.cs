namespace Atomic.Core.Repairs;

/// <summary>The names of the repairs that were made, each once.</summary>
internal sealed class RepairSet
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Adds a name.</summary>
    public void Add(string name) => _names.Add(name);

    /// <summary>Adds the names of another set.</summary>
    public void Add(RepairSet others) => _names.UnionWith(others._names);

    /// <summary>The names in the order of <see cref="RepairNames.All"/>.</summary>
    public IReadOnlyList<string> ToList() => [.. RepairNames.All.Where(_names.Contains)];
}
