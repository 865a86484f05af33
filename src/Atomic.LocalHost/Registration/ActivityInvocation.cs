namespace Atomic.LocalHost.Registration;

/// <summary>What an activity's handler is told of the run that it serves.</summary>
/// <param name="InstanceId">The instance that asked.</param>
/// <param name="TaskId">The action's number in that instance; with the instance's id it is the same on every delivery, so that it makes an idempotency key.</param>
/// <param name="Delivery">1, and one more each time that it is started again after the process died while it ran.</param>
public readonly record struct ActivityInvocation(string InstanceId, int TaskId, int Delivery);
