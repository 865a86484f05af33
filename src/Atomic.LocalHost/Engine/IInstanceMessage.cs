namespace Atomic.LocalHost.Engine;

/// <summary>Something that happens to an instance; handled in a turn, one at a time.</summary>
internal interface IInstanceMessage
{
    /// <summary>Handles it; on the turn's thread. An instance that has ended, or run on as new, lets most messages pass.</summary>
    void Handle(Instance instance);

    /// <summary>Says that it will not be handled: the host has stopped.</summary>
    void Refuse(Exception reason);
}
