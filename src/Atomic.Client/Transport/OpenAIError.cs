namespace Atomic.Client.Transport;

/// <summary>What is in an error of the OpenAI protocol.</summary>
/// <param name="Message">The sentence.</param>
/// <param name="Type">The family.</param>
/// <param name="Param">The offending place.</param>
/// <param name="Code">The stable code.</param>
internal sealed record OpenAIError(string? Message, string? Type, string? Param, string? Code);
