using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Atomic.Core.Contexts;
using Atomic.Core.Demonstrations;
using Atomic.Core.Specialists;
using Atomic.Orchestration.Ports;

namespace Atomic.Providers.Specialists;

/// <summary>
/// All that is learned from the examples of one kind: its specialist from those whose right answer is known, and what bids make of inputs from those where it
/// is known who was right, and the latest examples that models may be shown. One log and one snapshot for all, so that all are always at the same place.
/// </summary>
internal sealed class KindKnowledge
{
    // Snapshots from before contexts were learned are a specialist's alone, whose first byte is its format, far below.
    private const byte Both = 0xAC;
    private const byte WithExamples = 0xAD;
    private const int HeaderBytes = 5;
    private const int LengthBytes = 4;

    private readonly Lock _writing = new();

    /// <summary>The specialist.</summary>
    public Specialist Specialist { get; private init; } = new();

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

    /// <summary>What a text tells of bidders, in their order; null where nothing was learned yet.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bidderIds">The bidders.</param>
    public IReadOnlyList<ContextShift>? Read(string text, IReadOnlyList<string> bidderIds)
    {
        if (!Context.HasLearned) return null;
        var features = ContextFeatures.Of(text);
        var shifts = new ContextShift[bidderIds.Count];
        lock (_writing)
        {
            var reading = Context.Read(features);
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
                else Demonstrations.Add(new Demonstration(example.Text, example.Label, source));
            }
        }

        if (rules.LearnsLabels && example.Label is { } label)
        {
            using var features = FeatureVector.Of(example.Text);

            // Only learners write and it is this one's turn, so reading needs no lock.
            var lesson = Specialist.Classifier.Prepare(features, label);
            lock (_writing) Specialist.Apply(features, lesson, example.Weight);
        }

        if (rules.LearnsContexts && example.Outcomes.Count > 0)
        {
            var reading = Context.Read(ContextFeatures.Of(example.Text));
            lock (_writing) Context.Learn(reading, example.Outcomes);
        }
    }

    /// <summary>The state as bytes: without examples as before they were kept, so that nothing changes where none are.</summary>
    public byte[] Write()
    {
        var (specialist, context) = (SpecialistSnapshot.Write(Specialist), ContextSnapshot.Write(Context));
        if (Demonstrations.Examples.Count == 0) return [Both, .. Length(specialist), .. specialist, .. context];
        return [WithExamples, .. Length(specialist), .. specialist, .. Length(context), .. context, .. DemonstrationSnapshot.Write(Demonstrations)];
    }

    /// <summary>The knowledge of that state. Bytes that were damaged, cut or made up are refused and never throw.</summary>
    /// <param name="state">What <see cref="Write"/> gave, or a specialist's snapshot from before contexts were learned.</param>
    /// <param name="knowledge">The knowledge, or null.</param>
    /// <param name="defect">Why there is none, in one sentence; or null.</param>
    public static bool TryRead(ReadOnlyMemory<byte> state, [NotNullWhen(true)] out KindKnowledge? knowledge, [NotNullWhen(false)] out string? defect)
    {
        knowledge = null;
        defect = "The snapshot is damaged: its parts are longer than the whole.";
        var (first, second, third) = (state, ReadOnlyMemory<byte>.Empty, ReadOnlyMemory<byte>.Empty);
        if (state.Length >= HeaderBytes && state.Span[0] is Both or WithExamples)
        {
            if (!TryCut(state[1..], out first, out second)) return false;
            if (state.Span[0] == WithExamples && !TryCut(second, out second, out third)) return false;
        }

        var (context, demonstrations) = (new ContextModel(), new DemonstrationPool());
        if (!SpecialistSnapshot.TryRead(first, out var specialist, out defect)) return false;
        if (!second.IsEmpty && !ContextSnapshot.TryRead(second, out context, out defect)) return false;
        if (!third.IsEmpty && !DemonstrationSnapshot.TryRead(third.Span, out demonstrations, out defect)) return false;
        knowledge = new KindKnowledge { Specialist = specialist, Context = context, Demonstrations = demonstrations };
        return true;
    }

    private static byte[] Length(byte[] part)
    {
        var length = new byte[LengthBytes];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        return length;
    }

    // A part behind its length, and what follows it.
    private static bool TryCut(ReadOnlyMemory<byte> bytes, out ReadOnlyMemory<byte> part, out ReadOnlyMemory<byte> rest)
    {
        var length = bytes.Length < LengthBytes ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        (part, rest) = (default, default);
        if (length < 0 || length > bytes.Length - LengthBytes) return false;
        (part, rest) = (bytes.Slice(LengthBytes, length), bytes[(LengthBytes + length)..]);
        return true;
    }
}
