namespace Atomic.LocalHost.Engine;

/// <summary>The instance was started.</summary>
internal sealed class BeginMessage(Execution execution) : IInstanceMessage
{
    /// <inheritdoc/>
    public void Handle(Instance instance) => instance.Begin(execution);

    /// <inheritdoc/>
    public void Refuse(Exception reason)
    {
        // Nothing was acknowledged: the start was never durable.
    }
}
