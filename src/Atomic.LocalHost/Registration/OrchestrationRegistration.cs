namespace Atomic.LocalHost.Registration;

/// <summary>An orchestration that the host can run.</summary>
internal abstract class OrchestrationRegistration(string name)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its code over an input from history.</summary>
    /// <exception cref="System.Text.Json.JsonException">The input cannot be read.</exception>
    public abstract OrchestrationCode Create(ReadOnlySpan<byte> inputJson);
}
