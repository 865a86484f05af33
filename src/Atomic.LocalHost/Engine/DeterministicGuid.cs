using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Atomic.LocalHost.Engine;

/// <summary>Ids that are the same on replay: RFC 9562, version 8, from the SHA-256 of instance id, run and counter (as version 5 does with SHA-1).</summary>
internal static class DeterministicGuid
{
    /// <summary>The id of that number.</summary>
    public static Guid Create(string instanceId, int execution, int counter)
    {
        Span<byte> tail = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(tail, execution);
        BinaryPrimitives.WriteInt32BigEndian(tail[4..], counter);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. Encoding.UTF8.GetBytes(instanceId), .. tail], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
