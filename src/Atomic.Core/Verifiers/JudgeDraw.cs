using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Atomic.Core.Verifiers;

/// <summary>Which answers are judged: drawn by the microtask's id, so that every host and every delivery draws the same, and nobody can tell beforehand.</summary>
public static class JudgeDraw
{
    /// <summary>Whether the microtask is among the share. Whoever is among a smaller share is among every larger one.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="share">The share, 0 to 1.</param>
    public static bool IsDrawn(string microtaskId, double share)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{microtaskId}/judge"), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * Math.ScaleB(1, -53) < share;
    }
}
