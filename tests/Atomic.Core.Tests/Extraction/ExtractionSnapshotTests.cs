using Atomic.Core.Extraction;
using Atomic.Core.Tests.Snapshots;
using CsCheck;

namespace Atomic.Core.Tests.Extraction;

public sealed class ExtractionSnapshotTests() : SnapshotContract(1, "what was learned of fields")
{
    private static readonly Gen<(string Text, string Answer)[]> s_examples =
        Gen.OneOf(
            Gen.Int[0, 10_000].Select(static seed => new ToyDocuments(seed).Next()),
            Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 40], Gen.Int[0, 3]).Select(static (text, i) => (text, $$"""{"f{{i}}":"{{text[..(1 + (text.Length / 3))]}}"}""")))
            .Array[0, 30];

    [Fact]
    public void TryRead_AnyStateAtAnyMoment_GoesOnAsIfNeverStopped() =>
        Gen.Select(s_examples, s_examples).Sample(static (before, after) =>
        {
            var (unbroken, stopped) = (new ExtractionSpecialist(), new ExtractionSpecialist());
            Teach(unbroken, before);
            Teach(stopped, before);
            ExtractionSnapshot.TryRead(ExtractionSnapshot.Write(stopped), out var restored, out var defect).ShouldBeTrue(defect);
            Teach(unbroken, after);
            Teach(restored!, after);
            ExtractionSnapshot.Write(restored!).ShouldBe(ExtractionSnapshot.Write(unbroken));
            var text = new ToyDocuments(1).Next().Text;
            ToyDocuments.Read(restored!, text).Fields.ShouldBe(ToyDocuments.Read(unbroken, text).Fields);
        }, iter: 15);

    [Fact]
    public void TryRead_RealStateWithRandomDamageUnderARightHash_RefusedOrASpecialistThatReads()
    {
        var content = Content();
        var text = new ToyDocuments(1).Next().Text;
        var accepted = 0;
        Gen.Select(Gen.Int[1, content.Length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            var damaged = content.ToArray();
            foreach (var (position, value) in changes) damaged[position] = value;
            if (!ExtractionSnapshot.TryRead(Sealed(damaged), out var specialist, out _)) return;
            Interlocked.Increment(ref accepted);
            AnswerFields.Write(ToyDocuments.Read(specialist, text).Fields).ShouldNotBeEmpty();
            Teach(specialist, [new ToyDocuments(2).Next()]);
        }, iter: 300);

        // Else nothing was tried beyond the refusal.
        accepted.ShouldBeGreaterThan(20);
    }

    protected override string? DefectOf(ReadOnlyMemory<byte> state)
    {
        var isRead = ExtractionSnapshot.TryRead(state, out var specialist, out var defect);
        (specialist is null).ShouldBe(!isRead);
        return defect;
    }

    protected override byte[] Learned()
    {
        var (specialist, documents) = (new ExtractionSpecialist(), new ToyDocuments(1));
        for (var i = 0; i < 20; i++) Teach(specialist, [documents.Next()]);
        return ExtractionSnapshot.Write(specialist);
    }

    private static void Teach(ExtractionSpecialist specialist, (string Text, string Answer)[] examples)
    {
        foreach (var (text, answer) in examples) ToyDocuments.Teach(specialist, text, answer);
    }
}
