namespace Atomic.LocalHost.Registration;

/// <summary>What an activity's handler is told of the run that it serves.</summary>
/// <param name="InstanceId">The instance that asked.</param>
/// <param name="Execution">The instance's run, counted from 0; grows where it continues as new.</param>
/// <param name="TaskId">The action's number in that run; with the instance's id and the run it is the same on every delivery, and so an idempotency key.</param>
/// <param name="Delivery">1, and one more each time that it is started again after the process died while it ran.</param>
public readonly record struct ActivityInvocation(string InstanceId, int Execution, int TaskId, int Delivery);
