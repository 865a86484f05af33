namespace Atomic.Orchestration.Durable;

/// <summary>Under what an instance can be listed.</summary>
/// <param name="Owner">Whose it is: the tenant.</param>
/// <param name="Group">What it is about: the microtask's kind.</param>
public sealed record Filing(string? Owner, string? Group)
{
    /// <summary>Under nothing.</summary>
    public static Filing None { get; } = new(null, null);
}
