namespace Atomic.Providers.Specialists;

/// <summary>What is learned of a kind.</summary>
/// <param name="SnapshotInterval">A snapshot is saved after so many examples.</param>
/// <param name="LearnsLabels">Whether its specialist learns right answers that are labels.</param>
/// <param name="LearnsFields">Whether its specialist learns right answers that are objects.</param>
/// <param name="LearnsContexts">Whether bids learn what inputs tell of bidders.</param>
/// <param name="KeepsDemonstrations">Whether examples are kept that models may be shown.</param>
internal sealed record RoomRules(int SnapshotInterval, bool LearnsLabels, bool LearnsFields, bool LearnsContexts, bool KeepsDemonstrations)
{
    /// <summary>Examples of microtasks that were accepted earlier are dropped.</summary>
    public required Func<DateTimeOffset> ShownSince { get; init; }
}
