using System.Security.Cryptography;
using CsCheck;

namespace Atomic.Core.Tests.Snapshots;

/// <summary>What every snapshot of something learned owes: nothing but what was written is read, and the rest is refused with a reason.</summary>
/// <param name="format">The format that is read.</param>
/// <param name="what">What the snapshot says that it holds.</param>
public abstract class SnapshotContract(byte format, string what)
{
    private const int HashBytes = 32;

    /// <summary>A snapshot of something that has learned.</summary>
    protected abstract byte[] Learned();

    /// <summary>Reads a snapshot.</summary>
    /// <returns>The defect; null where there is none.</returns>
    protected abstract string? DefectOf(ReadOnlyMemory<byte> state);

    /// <summary>Content under a right hash.</summary>
    protected static byte[] Sealed(byte[] content) => [.. content, .. SHA256.HashData(content)];

    /// <summary>What the hash is of.</summary>
    protected byte[] Content() => Learned()[..^HashBytes];

    [Fact]
    public void TryRead_AnyByteChanged_Refused()
    {
        var state = Learned();
        for (var i = 0; i < state.Length; i += 1 + (state.Length / 60))
        {
            var damaged = state.ToArray();
            damaged[i] ^= 1;
            DefectOf(damaged).ShouldBe("The snapshot is damaged: its hash does not match its content.");
        }
    }

    [Fact]
    public void TryRead_AnyLengthCut_Refused()
    {
        var (state, content) = (Learned(), Content());
        for (var length = 0; length < content.Length; length += 1 + (state.Length / 60))
        {
            DefectOf(state.AsMemory(0, length)).ShouldNotBeNullOrWhiteSpace();
            DefectOf(Sealed(content[..length])).ShouldNotBeNullOrWhiteSpace();
        }

        DefectOf(Sealed([.. content, 0])).ShouldBe($"The snapshot does not hold {what}: bytes are left over.");
        DefectOf(state).ShouldBeNull();
    }

    [Fact]
    public void TryRead_AnotherFormat_RefusedByItsNumber()
    {
        var content = Content();
        content[0] = 77;
        DefectOf(Sealed(content)).ShouldBe($"The snapshot has format 77, and this version reads format {format}.");
    }

    [Fact]
    public void TryRead_NonsenseUnderARightHash_Refused() =>
        Gen.Byte.Array[0, 300].Sample(nonsense => DefectOf(Sealed([format, .. nonsense])).ShouldNotBeNullOrWhiteSpace(), iter: 200);
}
