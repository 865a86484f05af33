namespace Atomic.Providers.Telemetry;

/// <summary>Stands for a model call's exception where spans and logs could quote it; the real one is in the call's context.</summary>
public sealed class ModelCallFailedException() : Exception("The model call failed; the attempt's outcome says how.");
