using Atomic.Orchestration.Ports;

namespace Atomic.Functions.Tests.Doubles;

/// <summary>The index in memory, in the order in which every index lists.</summary>
internal sealed class MemoryInstanceIndex : IInstanceIndex
{
    public List<InstanceEntry> Entries { get; } = [];

    public List<int> Asked { get; } = [];

    public ValueTask AddAsync(InstanceEntry entry, CancellationToken cancellationToken)
    {
        Entries.Add(entry);
        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAsync(InstanceEntry entry, CancellationToken cancellationToken)
    {
        Entries.Remove(entry);
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<InstanceEntry>> ListAsync(
        string owner, string? group, DateTimeOffset? since, (DateTimeOffset StartedAt, string Id)? after, int top, CancellationToken cancellationToken)
    {
        Asked.Add(top);
        return new([.. Entries
            .Where(entry => entry.Owner == owner && (group is null || entry.Group == group) && !(entry.StartedAt < since))
            .OrderByDescending(static entry => entry.StartedAt)
            .ThenBy(static entry => entry.Id, StringComparer.Ordinal)
            .SkipWhile(entry => after is { } last && !(entry.StartedAt < last.StartedAt || (entry.StartedAt == last.StartedAt && string.CompareOrdinal(entry.Id, last.Id) > 0)))
            .Take(top)]);
    }

    public ValueTask<int> PurgeAsync(DateTimeOffset startedBefore, int most, CancellationToken cancellationToken) =>
        new(Entries.RemoveAll(entry => entry.StartedAt < startedBefore));
}
