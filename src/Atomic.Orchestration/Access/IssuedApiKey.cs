namespace Atomic.Orchestration.Access;

/// <summary>A new API key, the one time that it can be shown.</summary>
/// <param name="Text">The key with its secret.</param>
/// <param name="Key">What is kept of it.</param>
public sealed record IssuedApiKey(ApiKeyText Text, ApiKey Key)
{
    /// <summary>
    /// Whether it is the house's first key: from now on callers on the same machine, who needed none, need one as well.
    /// </summary>
    public bool IsFirst { get; init; }
}
