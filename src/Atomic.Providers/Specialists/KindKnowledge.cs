using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Atomic.Core.Contexts;
using Atomic.Core.Demonstrations;
using Atomic.Core.Embeddings;
using Atomic.Core.Extraction;
using Atomic.Core.Specialists;
using Atomic.Orchestration.Ports;

namespace Atomic.Providers.Specialists;

/// <summary>
/// All that is learned from the examples of one kind: its specialists from those whose right answer is known, one from labels and one from objects, what bids make of inputs from those where it is
/// known who was right, and the latest examples that models may be shown. One log and one snapshot for all, so that all are always at the same place.
/// </summary>
internal sealed class KindKnowledge
{
    // Snapshots from before contexts were learned are a specialist's alone, whose first byte is its format, far below.
    private const byte WithContexts = 0xAC;
    private const byte WithAll = 0xAE;
    private const byte WithVectors = 0xAF;

    private readonly Lock _writing = new();

    /// <summary>The specialist for labels.</summary>
    public Specialist Specialist { get; private init; } = new();

    /// <summary>The specialist for objects; null until the first right answer that is one.</summary>
    public ExtractionSpecialist? Extraction { get; private set; }

    /// <summary>What inputs tell of bidders.</summary>
    public ContextModel Context { get; private init; } = new();

    /// <summary>The examples that models may be shown.</summary>
    public DemonstrationPool Demonstrations { get; private init; } = new();

    /// <summary>What is to be shown for an input. Waits at most for one example to be written.</summary>
    /// <param name="request">For what, and for whom.</param>
    public IReadOnlyList<ChosenDemonstration> Choose(DemonstrationRequest request)
    {
        lock (_writing) return Demonstrations.Choose(request);
    }

    /// <summary>The example that was chosen before; null where it is not here any more.</summary>
    /// <param name="shown">What was chosen.</param>
    public Demonstration? Find(ShownDemonstration shown)
    {
        lock (_writing) return Demonstrations.Find(shown);
    }

    /// <summary>Drops the examples of microtasks that were accepted before a time.</summary>
    /// <param name="time">The time.</param>
    public void ForgetBefore(DateTimeOffset time)
    {
        lock (_writing) Demonstrations.ForgetBefore(time);
    }

    /// <summary>What the specialist makes of a text. Waits at most for one example to be written.</summary>
    /// <param name="text">The text.</param>
    public Assessment Assess(string text)
    {
        using var features = FeatureVector.Of(text);
        lock (_writing) return Specialist.Assess(features);
    }

    /// <summary>What the specialist for objects makes of a text; null where it has learned nothing. Waits at most for one example to be written.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fields">The fields that are asked for, in the order of the answer.</param>
    public ExtractionReading? Extract(string text, IReadOnlyList<string> fields)
    {
        if (Extraction is not { } extraction) return null;
        var tokens = TokenizedText.Of(text);
        using var features = FeatureVector.Of(tokens.Text);
        lock (_writing) return extraction.Read(tokens, features, fields);
    }

    /// <summary>What a text tells of bidders, in their order; null where nothing was learned yet.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bidderIds">The bidders.</param>
    /// <param name="vector">What the text means; null where that is not known.</param>
    public IReadOnlyList<ContextShift>? Read(string text, IReadOnlyList<string> bidderIds, InputVector? vector = null)
    {
        if (!Context.HasLearned) return null;
        var features = ContextFeatures.Of(text);
        var shifts = new ContextShift[bidderIds.Count];
        lock (_writing)
        {
            var reading = Context.Read(features, vector);
            for (var i = 0; i < shifts.Length; i++) shifts[i] = Context.ShiftOf(reading, bidderIds[i]);
        }

        return shifts;
    }

    /// <summary>Learns an example. One learner at a time.</summary>
    /// <param name="example">The example.</param>
    /// <param name="rules">What of it is learned.</param>
    public void Learn(VerifiedExample example, RoomRules rules)
    {
        if (rules.KeepsDemonstrations && example.Source is { } source)
        {
            lock (_writing)
            {
                if (source.Answer is null) Demonstrations.Forget(source.MicrotaskId);
                else Demonstrations.Add(new Demonstration(example.Text, example.Label, source) { Vector = example.Vector });
            }
        }

        if (example.Label is { } label)
        {
            using var features = FeatureVector.Of(example.Text);
            if (!AnswerFields.IsObject(label))
            {
                if (rules.LearnsLabels) LearnLabel(features, label, example.Weight);
            }
            else if (rules.LearnsFields && AnswerFields.TryParse(label, out var answer))
            {
                LearnFields(TokenizedText.Of(example.Text), features, answer, example.Weight);
            }
        }

        if (rules.LearnsContexts && example.Outcomes.Count > 0)
        {
            var reading = Context.Read(ContextFeatures.Of(example.Text), example.Vector);
            lock (_writing) Context.Learn(reading, example.Outcomes);
        }

        // Features of another version are worth nothing.
        if (rules.LearnsContexts && example.Measured is { } measured && ContextFeaturesText.Read(measured.Features) is { } words)
        {
            lock (_writing) Context.Learn(words, measured.Measures);
        }
    }

    /// <summary>The state as bytes: without examples and vectors as before they were kept, so that nothing changes where none are.</summary>
    public byte[] Write()
    {
        using var state = new MemoryStream();
        using var writer = new BinaryWriter(state);
        var hasVectors = Context.Vectors.HasLearned;
        var isWhole = hasVectors || Extraction is not null || Demonstrations.Examples.Count > 0;
        writer.Write(hasVectors ? WithVectors : isWhole ? WithAll : WithContexts);
        WritePart(writer, SpecialistSnapshot.Write(Specialist));
        if (isWhole)
        {
            WritePart(writer, Extraction is null ? [] : ExtractionSnapshot.Write(Extraction));
            WritePart(writer, Demonstrations.Examples.Count == 0 ? [] : DemonstrationSnapshot.Write(Demonstrations));
        }

        if (hasVectors) WritePart(writer, VectorSnapshot.Write(Context.Vectors));
        writer.Write(ContextSnapshot.Write(Context));
        return state.ToArray();
    }

    /// <summary>The knowledge of that state. Bytes that were damaged, cut or made up are refused and never throw.</summary>
    /// <param name="state">What <see cref="Write"/> gave, by this version or one from before objects, contexts or vectors were learned.</param>
    /// <param name="knowledge">The knowledge, or null.</param>
    /// <param name="defect">Why there is none, in one sentence; or null.</param>
    public static bool TryRead(ReadOnlyMemory<byte> state, [NotNullWhen(true)] out KindKnowledge? knowledge, [NotNullWhen(false)] out string? defect)
    {
        knowledge = null;
        var (labels, fields, examples, vectors, contexts) = (state, ReadOnlyMemory<byte>.Empty, ReadOnlyMemory<byte>.Empty, ReadOnlyMemory<byte>.Empty, ReadOnlyMemory<byte>.Empty);
        var form = state.IsEmpty ? default : state.Span[0];
        if (form is WithContexts or WithAll or WithVectors)
        {
            contexts = state[1..];
            if (!TryTakePart(ref contexts, out labels)
                || (form != WithContexts && !(TryTakePart(ref contexts, out fields) && TryTakePart(ref contexts, out examples)))
                || (form == WithVectors && !TryTakePart(ref contexts, out vectors)))
            {
                defect = "The snapshot is damaged: its parts are longer than the whole.";
                return false;
            }
        }

        var (extraction, context, meanings, demonstrations) = ((ExtractionSpecialist?)null, new ContextModel(), new VectorModel(), new DemonstrationPool());
        if (!SpecialistSnapshot.TryRead(labels, out var specialist, out defect)) return false;
        if (!fields.IsEmpty && !ExtractionSnapshot.TryRead(fields, out extraction, out defect)) return false;
        if (!contexts.IsEmpty && !ContextSnapshot.TryRead(contexts, out context, out defect)) return false;
        if (!vectors.IsEmpty && !VectorSnapshot.TryRead(vectors, out meanings, out defect)) return false;
        if (!examples.IsEmpty && !DemonstrationSnapshot.TryRead(examples, out demonstrations, out defect)) return false;
        context.Vectors = meanings;
        knowledge = new KindKnowledge { Specialist = specialist, Extraction = extraction, Context = context, Demonstrations = demonstrations };
        return true;
    }

    private static void WritePart(BinaryWriter writer, byte[] part)
    {
        writer.Write(part.Length);
        writer.Write(part);
    }

    private static bool TryTakePart(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> part)
    {
        part = default;
        if (rest.Length < sizeof(int)) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
        rest = rest[sizeof(int)..];
        if (length < 0 || length > rest.Length) return false;
        (part, rest) = (rest[..length], rest[length..]);
        return true;
    }

    private void LearnLabel(FeatureVector features, string label, double weight)
    {
        // Only learners write and it is this one's turn, so reading needs no lock.
        var lesson = Specialist.Classifier.Prepare(features, label);
        lock (_writing) Specialist.Apply(features, lesson, weight);
    }

    private void LearnFields(TokenizedText text, FeatureVector features, IReadOnlyList<KeyValuePair<string, FieldValue>> answer, double weight)
    {
        lock (_writing)
        {
            Extraction ??= new ExtractionSpecialist();
            Extraction.Learn(text, features, answer, weight);
        }
    }
}
