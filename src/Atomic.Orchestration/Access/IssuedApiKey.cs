namespace Atomic.Orchestration.Access;

/// <summary>A new API key, the one time that it can be shown.</summary>
/// <param name="Text">The key with its secret.</param>
/// <param name="Key">What is kept of it.</param>
public sealed record IssuedApiKey(ApiKeyText Text, ApiKey Key)
{
    /// <summary>What its maker is told where it is the house's first.</summary>
    public const string FirstKeyNotice = "This is the first key: from now on every call needs a key or a token, also from this machine; only one with the scope admin can make further keys over HTTP.";

    /// <summary>
    /// Whether it is the house's first key: from now on callers on the same machine, who needed none, need one as well.
    /// </summary>
    public bool IsFirst { get; init; }
}
