namespace Atomic.Orchestration.Ports;

/// <summary>
/// Which instances an owner has, the newest first, for hosts whose durable backend lists neither by owner nor in that order. It names instances and
/// says nothing of their state: an entry may stand for an instance that is not there, never the other way round.
/// </summary>
public interface IInstanceIndex
{
    /// <summary>Enters an instance; again changes nothing.</summary>
    /// <param name="entry">The instance.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask AddAsync(InstanceEntry entry, CancellationToken cancellationToken);

    /// <summary>Takes an entry out; one that is not there stays so.</summary>
    /// <param name="entry">The entry as it was entered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask RemoveAsync(InstanceEntry entry, CancellationToken cancellationToken);

    /// <summary>An owner's instances, the newest first, at the cost of what is returned.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="group">Only of that group; null: any.</param>
    /// <param name="since">Only those started at or after that time; null: any.</param>
    /// <param name="after">Where the last page ended, time and id; null: at the newest.</param>
    /// <param name="top">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<InstanceEntry>> ListAsync(
        string owner, string? group, DateTimeOffset? since, (DateTimeOffset StartedAt, string Id)? after, int top, CancellationToken cancellationToken);

    /// <summary>Takes out entries of instances that were started before that time, whoever's they are.</summary>
    /// <param name="startedBefore">The time.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Gives up; what is gone stays gone.</param>
    /// <returns>How many were taken out.</returns>
    ValueTask<int> PurgeAsync(DateTimeOffset startedBefore, int most, CancellationToken cancellationToken);
}
