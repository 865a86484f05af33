using System.Security.Cryptography;
using Atomic.Core.Specialists;
using CsCheck;

namespace Atomic.Core.Tests.Specialists;

public sealed class SpecialistSnapshotTests
{
    private static readonly Gen<(string Text, string Label)[]> s_examples =
        Gen.Select(Gen.OneOf(Gen.String, Gen.Int[0, 10_000].Select(static seed => new ToyTexts(seed).Next().Text)), Gen.OneOf(Gen.Int[0, 2].Select(static i => $"label-{i}"), Gen.String))
            .Array[0, 60];

    [Fact]
    public void TryRead_AnyStateAtAnyMoment_GoesOnAsIfNeverStopped() =>
        Gen.Select(s_examples, s_examples).Sample(static (before, after) =>
        {
            var (unbroken, stopped) = (new Specialist(), new Specialist());
            Teach(unbroken, before);
            Teach(stopped, before);
            SpecialistSnapshot.TryRead(SpecialistSnapshot.Write(stopped), out var restored, out var defect).ShouldBeTrue(defect);
            Teach(unbroken, after);
            Teach(restored!, after);
            SpecialistSnapshot.Write(restored!).ShouldBe(SpecialistSnapshot.Write(unbroken));
            ToyTexts.Assess(restored!, "a parcel and an invoice").ShouldBe(ToyTexts.Assess(unbroken, "a parcel and an invoice"));
        }, iter: 15);

    [Fact]
    public void TryRead_AnyByteChanged_Refused()
    {
        var state = Learned();
        for (var i = 0; i < state.Length; i += 1 + (state.Length / 60))
        {
            var damaged = state.ToArray();
            damaged[i] ^= 1;
            SpecialistSnapshot.TryRead(damaged, out var specialist, out var defect).ShouldBeFalse();
            specialist.ShouldBeNull();
            defect.ShouldNotBeNullOrWhiteSpace();
        }
    }

    [Fact]
    public void TryRead_AnyLengthCut_Refused()
    {
        var state = Learned();
        for (var length = 0; length < state.Length; length += 1 + (state.Length / 60))
            SpecialistSnapshot.TryRead(state.AsMemory(0, length), out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void TryRead_AnotherFormat_RefusedByItsNumber()
    {
        var content = Learned()[..^32];
        content[0] = 77;
        SpecialistSnapshot.TryRead(Sealed(content), out _, out var defect).ShouldBeFalse();
        defect.ShouldBe("The snapshot has format 77, and this version reads format 2.");
    }

    [Fact]
    public void TryRead_NonsenseUnderARightHash_Refused() => Gen.Byte.Array[0, 300].Sample(static nonsense =>
    {
        SpecialistSnapshot.TryRead(Sealed([2, .. nonsense]), out var specialist, out var defect).ShouldBeFalse();
        specialist.ShouldBeNull();
        defect.ShouldNotBeNullOrWhiteSpace();
    }, iter: 50);

    [Fact]
    public void TryRead_RealStateWithRandomDamageUnderARightHash_NeverThrows()
    {
        var content = Learned()[..^32];
        Gen.Select(Gen.Int[1, content.Length - 1], Gen.Byte).Array[1, 20].Sample(changes =>
        {
            var damaged = content.ToArray();
            foreach (var (position, value) in changes) damaged[position] = value;
            if (SpecialistSnapshot.TryRead(Sealed(damaged), out var specialist, out _)) Should.NotThrow(() => ToyTexts.Assess(specialist, "parcel"));
        }, iter: 50);
    }

    private static byte[] Learned()
    {
        var (specialist, texts) = (new Specialist(), new ToyTexts(1));
        for (var i = 0; i < 30; i++) Teach(specialist, [texts.Next()]);
        return SpecialistSnapshot.Write(specialist);
    }

    private static byte[] Sealed(byte[] content) => [.. content, .. SHA256.HashData(content)];

    private static void Teach(Specialist specialist, (string Text, string Label)[] examples)
    {
        foreach (var (text, label) in examples) ToyTexts.Teach(specialist, text, label);
    }
}
