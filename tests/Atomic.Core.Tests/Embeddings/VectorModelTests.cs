using Atomic.Core.Contexts;
using Atomic.Core.Embeddings;

namespace Atomic.Core.Tests.Embeddings;

/// <summary>That vectors of different embedding models are never mixed, and that what was learned of them outlives a restart.</summary>
public sealed class VectorModelTests
{
    [Fact]
    public void ShiftOf_OtherEmbeddingModel_WordsAloneTell()
    {
        var model = Taught("old");

        model.ShiftOf(Read(model, "old", 0), "a").Embedding.ShouldBe("old");
        var other = model.ShiftOf(Read(model, "new", 0), "a");
        other.ShouldBe(model.ShiftOf(model.Read(ContextFeatures.Of("text")), "a"));
        other.Embedding.ShouldBeNull();
    }

    [Fact]
    public void Learn_LateOutcomesOfTheFormerModel_BothAreKeptAndAThirdReplacesTheOldest()
    {
        var model = Taught("old");
        Teach(model, "new", 1);
        Teach(model, "old", 0);
        Teach(model, "third", 0);

        model.ShiftOf(Read(model, "old", 0), "a").Embedding.ShouldBe("old");
        model.ShiftOf(Read(model, "third", 0), "a").Embedding.ShouldBe("third");
        model.ShiftOf(Read(model, "new", 0), "a").Embedding.ShouldBeNull();
    }

    [Fact]
    public void TryRead_WrittenState_GoesOnAsIfNeverStopped()
    {
        var unbroken = Taught("m");
        VectorSnapshot.TryRead(VectorSnapshot.Write(unbroken.Vectors), out var vectors, out var defect).ShouldBeTrue(defect);
        ContextSnapshot.TryRead(ContextSnapshot.Write(unbroken), out var words, out defect).ShouldBeTrue(defect);
        VectorSnapshot.Write(vectors!).ShouldBe(VectorSnapshot.Write(unbroken.Vectors));
        words!.HasLearned.ShouldBeTrue();

        VectorSnapshot.TryRead(VectorSnapshot.Write(vectors!).AsMemory()[..^1], out _, out defect).ShouldBeFalse();
        defect.ShouldNotBeNullOrEmpty();
    }

    private static ContextModel Taught(string embedding)
    {
        var model = new ContextModel();
        for (var i = 0; i < 40; i++) Teach(model, embedding, i % 2);
        return model;
    }

    private static void Teach(ContextModel model, string embedding, int topic) =>
        model.Learn(Read(model, embedding, topic), [new ContextOutcome("a", topic), new ContextOutcome("b", 1 - topic)]);

    private static ContextReading Read(ContextModel model, string embedding, int topic) =>
        model.Read(ContextFeatures.Of("text"), VectorProjection.Of(embedding, topic == 0 ? [1, 0.1f, 0] : [0, 0.1f, 1]));
}
