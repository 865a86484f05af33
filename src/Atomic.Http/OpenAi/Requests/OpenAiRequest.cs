using Atomic.Orchestration.Service;

namespace Atomic.Http.OpenAi.Requests;

/// <summary>A request of an OpenAI client, read and checked.</summary>
internal sealed record OpenAiRequest
{
    /// <summary>The microtask that it asks for.</summary>
    public required MicrotaskSubmission Submission { get; init; }

    /// <summary>The model as it was named.</summary>
    public required string Model { get; init; }

    /// <summary>Whether a stream is told its usage at its end.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>Whether vectors are wanted as base64 of little-endian 32-bit floats, instead of numbers.</summary>
    public bool Base64 { get; init; }
}
