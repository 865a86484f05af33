using System.Security.Cryptography;

namespace Atomic.Orchestration.Access;

/// <summary>A key in memory, made ready for checks.</summary>
internal sealed class KnownApiKey
{
    private readonly byte[] _secretHash;
    private readonly Caller _caller;

    /// <summary>Makes a key ready.</summary>
    /// <param name="key">The key.</param>
    /// <param name="readAt">When it was read, in the time provider's ticks.</param>
    public KnownApiKey(ApiKey key, long readAt)
    {
        (Key, ReadAt) = (key, readAt);
        _secretHash = Convert.FromHexString(key.SecretHash);
        _caller = new Caller(key.Tenant, key.Id, key.Scopes);
    }

    /// <summary>What is kept of the key.</summary>
    public ApiKey Key { get; }

    /// <summary>When it was read, in the time provider's ticks.</summary>
    public long ReadAt { get; }

    /// <summary>Checks what somebody sent. The secret comes first: who does not have it learns nothing of the key.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="now">The time.</param>
    public ApiKeyCheck Check(ApiKeyText text, DateTimeOffset now)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        text.HashSecret(hash);
        if (!CryptographicOperations.FixedTimeEquals(hash, _secretHash)) return new ApiKeyCheck(null, ApiKeyFault.WrongSecret);
        if (Key.RevokedAt is not null) return new ApiKeyCheck(null, ApiKeyFault.Revoked);
        return Key.IsValidAt(now) ? new ApiKeyCheck(_caller, ApiKeyFault.None) : new ApiKeyCheck(null, ApiKeyFault.Expired);
    }
}
