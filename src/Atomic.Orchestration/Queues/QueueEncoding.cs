namespace Atomic.Orchestration.Queues;

/// <summary>How the text of a message travels.</summary>
public enum QueueEncoding
{
    /// <summary>Its UTF-8 in Base64: takes any text, and is what the Functions host expects by default.</summary>
    Base64,

    /// <summary>As it is.</summary>
    None,
}
