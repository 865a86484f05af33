using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.History;

/// <summary>What never changes of an instance.</summary>
/// <param name="Key">Its number in the database; grows with the time of the start.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Filing">Under what it is listed.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="Parent">To whom it answers, where it is a sub-orchestration.</param>
internal sealed record InstanceIdentity(long Key, string Id, string Name, Filing Filing, DateTimeOffset CreatedAt, ParentLink? Parent);
