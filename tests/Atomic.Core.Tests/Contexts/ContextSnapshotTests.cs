using Atomic.Core.Contexts;
using Atomic.Core.Tests.Snapshots;
using CsCheck;

namespace Atomic.Core.Tests.Contexts;

public sealed class ContextSnapshotTests() : SnapshotContract(2, "what was learned of inputs")
{
    [Fact]
    public void TryRead_AnyStateAtAnyMoment_GoesOnAsIfNeverStopped() =>
        Gen.Select(ToyHistory.Any, ToyHistory.Any).Sample(static (before, after) =>
        {
            var unbroken = new ContextModel();
            ToyHistory.Teach(unbroken, before);
            var restored = Restored(unbroken);
            ToyHistory.Teach(unbroken, after);
            ToyHistory.Teach(restored, after);

            ContextSnapshot.Write(restored).ShouldBe(ContextSnapshot.Write(unbroken));
            SameShifts(restored, unbroken, seed: 1, 5);
        }, iter: 30);

    [Fact]
    public void TryRead_LengthsLearned_GoesOnAsIfNeverStopped()
    {
        var (unbroken, before, after) = (new ContextModel(), new ToyLengths(1), new ToyLengths(2));
        before.Teach(unbroken, 300);
        var restored = Restored(unbroken);
        after.Teach(unbroken, 300);
        new ToyLengths(2).Teach(restored, 300);

        ContextSnapshot.Write(restored).ShouldBe(ContextSnapshot.Write(unbroken));
        ToyLengths.ShiftOf(restored, ToyLengths.Long).ShouldBe(ToyLengths.ShiftOf(unbroken, ToyLengths.Long));
    }

    [Fact]
    public void Write_NoLengthsLearned_AsBeforeTheyWere()
    {
        var model = new ContextModel();
        new ToyInputs(1).TeachTopics(model, 30);
        var state = ContextSnapshot.Write(model);

        state[0].ShouldBe((byte)1);
        ContextSnapshot.Write(Restored(model)).ShouldBe(state);
    }

    [Fact]
    public void TryRead_MemoryFullAndPartlyForgotten_GoesOnAsIfNeverStopped()
    {
        var (unbroken, inputs) = (new ContextModel(), new ToyInputs(2));

        // A word that was common long ago and is rare now, and many inputs that are equally similar: neither may depend on what was forgotten.
        for (var i = 0; i < 1_000; i++) ToyInputs.Teach(unbroken, $"formerly {inputs.Next().Text}", new ContextOutcome("a", i % 2));
        for (var i = 0; i < 3_900; i++)
            ToyInputs.Teach(unbroken, $"{(i % 10 == 0 ? "formerly " : "")}{inputs.Next().Text}", new ContextOutcome("a", inputs.Chance(0.5) ? 1 : 0), new ContextOutcome("b", i % 3 / 2.0));
        var restored = Restored(unbroken);

        SameShifts(restored, unbroken, seed: 3, 100);
        ToyInputs.ShiftOf(restored, "formerly so").ShouldBe(ToyInputs.ShiftOf(unbroken, "formerly so"));
        new ToyInputs(4).TeachTopics(unbroken, 200);
        new ToyInputs(4).TeachTopics(restored, 200);
        ContextSnapshot.Write(restored).ShouldBe(ContextSnapshot.Write(unbroken));
        SameShifts(restored, unbroken, seed: 5, 100);
    }

    [Fact]
    public void TryRead_RealStateWithRandomDamageUnderARightHash_RefusedOrAModelThatTellsFiniteFigures()
    {
        var content = Content();
        var accepted = 0;
        Gen.Select(Gen.Int[1, content.Length - 1], Gen.OneOf(Gen.Byte, Gen.Int[0, 3].Select(static i => (byte)(i * 85)))).Array[1, 4].Sample(changes =>
        {
            var damaged = content.ToArray();
            foreach (var (position, value) in changes) damaged[position] = value;
            if (!ContextSnapshot.TryRead(Sealed(damaged), out var model, out _)) return;

            Interlocked.Increment(ref accepted);
            var inputs = new ToyInputs(6);
            inputs.TeachTopics(model, 5);
            double.IsFinite(ToyInputs.ShiftOf(model, inputs.Next().Text)).ShouldBeTrue();
            double.IsFinite(ToyInputs.ShiftOf(model, inputs.Next().Text, "b")).ShouldBeTrue();
        }, iter: 2_000);

        // Else nothing was tried beyond the refusal.
        accepted.ShouldBeGreaterThan(20);
    }

    private static ContextModel Restored(ContextModel model)
    {
        var state = ContextSnapshot.Write(model);
        ContextSnapshot.TryRead(state, out var restored, out var defect).ShouldBeTrue(defect);
        ContextSnapshot.Write(restored!).ShouldBe(state);
        return restored!;
    }

    private static void SameShifts(ContextModel one, ContextModel other, int seed, int texts)
    {
        var inputs = new ToyInputs(seed);
        for (var i = 0; i < texts; i++)
        {
            var text = inputs.Next().Text;
            foreach (var bidderId in (ReadOnlySpan<string>)["a", "b"])
                one.ShiftOf(one.Read(ContextFeatures.Of(text)), bidderId).ShouldBe(other.ShiftOf(other.Read(ContextFeatures.Of(text)), bidderId));
        }
    }

    protected override string? DefectOf(ReadOnlyMemory<byte> state)
    {
        var isRead = ContextSnapshot.TryRead(state, out var model, out var defect);
        (model is null).ShouldBe(!isRead);
        return defect;
    }

    protected override byte[] Learned()
    {
        var model = new ContextModel();
        new ToyInputs(1).TeachTopics(model, 30);
        new ToyLengths(1).Teach(model, 30);
        return ContextSnapshot.Write(model);
    }
}
