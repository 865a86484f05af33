namespace Atomic.LocalHost.History;

/// <summary>Which action of which instance a sub-orchestration answers to.</summary>
/// <param name="InstanceId">The parent's id.</param>
/// <param name="Execution">The parent's run, counted from 0.</param>
/// <param name="TaskId">The action.</param>
internal sealed record ParentLink(string InstanceId, int Execution, int TaskId);
