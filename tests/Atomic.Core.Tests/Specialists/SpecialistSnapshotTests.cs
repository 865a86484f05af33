using Atomic.Core.Specialists;
using Atomic.Core.Tests.Snapshots;
using CsCheck;

namespace Atomic.Core.Tests.Specialists;

public sealed class SpecialistSnapshotTests() : SnapshotContract(2, "a specialist's state")
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
    public void TryRead_RealStateWithRandomDamageUnderARightHash_NeverThrows()
    {
        var content = Content();
        Gen.Select(Gen.Int[1, content.Length - 1], Gen.Byte).Array[1, 20].Sample(changes =>
        {
            var damaged = content.ToArray();
            foreach (var (position, value) in changes) damaged[position] = value;
            if (SpecialistSnapshot.TryRead(Sealed(damaged), out var specialist, out _)) Should.NotThrow(() => ToyTexts.Assess(specialist, "parcel"));
        }, iter: 50);
    }

    protected override string? DefectOf(ReadOnlyMemory<byte> state)
    {
        var isRead = SpecialistSnapshot.TryRead(state, out var specialist, out var defect);
        (specialist is null).ShouldBe(!isRead);
        return defect;
    }

    protected override byte[] Learned()
    {
        var (specialist, texts) = (new Specialist(), new ToyTexts(1));
        for (var i = 0; i < 30; i++) Teach(specialist, [texts.Next()]);
        return SpecialistSnapshot.Write(specialist);
    }

    private static void Teach(Specialist specialist, (string Text, string Label)[] examples)
    {
        foreach (var (text, label) in examples) ToyTexts.Teach(specialist, text, label);
    }
}
