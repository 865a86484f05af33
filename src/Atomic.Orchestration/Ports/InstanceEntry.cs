namespace Atomic.Orchestration.Ports;

/// <summary>An instance as it is listed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Group">What it is about; null: nothing.</param>
/// <param name="StartedAt">When it was started.</param>
public sealed record InstanceEntry(string Id, string Owner, string? Group, DateTimeOffset StartedAt);
