using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Atomic.Core.Contexts;
using Atomic.Core.Specialists;
using Atomic.Orchestration.Ports;

namespace Atomic.Providers.Specialists;

/// <summary>
/// All that is learned from the examples of one kind: its specialist from those whose right answer is known, and what bids make of inputs from those where it
/// is known who was right. One log and one snapshot for both, so that both are always at the same place.
/// </summary>
internal sealed class KindKnowledge
{
    // Snapshots from before contexts were learned are a specialist's alone, whose first byte is its format, far below.
    private const byte Both = 0xAC;
    private const int HeaderBytes = 5;

    private readonly Lock _writing = new();

    /// <summary>The specialist.</summary>
    public Specialist Specialist { get; private init; } = new();

    /// <summary>What inputs tell of bidders.</summary>
    public ContextModel Context { get; private init; } = new();

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
    /// <param name="learnsLabels">Whether specialists learn.</param>
    /// <param name="learnsContexts">Whether bids do.</param>
    public void Learn(VerifiedExample example, bool learnsLabels, bool learnsContexts)
    {
        if (learnsLabels && example.Label is { } label)
        {
            using var features = FeatureVector.Of(example.Text);

            // Only learners write and it is this one's turn, so reading needs no lock.
            var lesson = Specialist.Classifier.Prepare(features, label);
            lock (_writing) Specialist.Apply(features, lesson, example.Weight);
        }

        if (learnsContexts && example.Outcomes.Count > 0)
        {
            var reading = Context.Read(ContextFeatures.Of(example.Text));
            lock (_writing) Context.Learn(reading, example.Outcomes);
        }
    }

    /// <summary>The state as bytes.</summary>
    public byte[] Write()
    {
        var (specialist, context) = (SpecialistSnapshot.Write(Specialist), ContextSnapshot.Write(Context));
        var state = new byte[HeaderBytes + specialist.Length + context.Length];
        state[0] = Both;
        BinaryPrimitives.WriteInt32LittleEndian(state.AsSpan(1), specialist.Length);
        specialist.CopyTo(state, HeaderBytes);
        context.CopyTo(state, HeaderBytes + specialist.Length);
        return state;
    }

    /// <summary>The knowledge of that state. Bytes that were damaged, cut or made up are refused and never throw.</summary>
    /// <param name="state">What <see cref="Write"/> gave, or a specialist's snapshot from before contexts were learned.</param>
    /// <param name="knowledge">The knowledge, or null.</param>
    /// <param name="defect">Why there is none, in one sentence; or null.</param>
    public static bool TryRead(ReadOnlyMemory<byte> state, [NotNullWhen(true)] out KindKnowledge? knowledge, [NotNullWhen(false)] out string? defect)
    {
        knowledge = null;
        var (first, second) = (state, ReadOnlyMemory<byte>.Empty);
        if (state.Length >= HeaderBytes && state.Span[0] == Both)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(state.Span[1..]);
            if (length < 0 || length > state.Length - HeaderBytes)
            {
                defect = "The snapshot is damaged: its parts are longer than the whole.";
                return false;
            }

            (first, second) = (state.Slice(HeaderBytes, length), state[(HeaderBytes + length)..]);
        }

        var context = new ContextModel();
        if (!SpecialistSnapshot.TryRead(first, out var specialist, out defect)) return false;
        if (!second.IsEmpty && !ContextSnapshot.TryRead(second, out context, out defect)) return false;
        knowledge = new KindKnowledge { Specialist = specialist, Context = context };
        return true;
    }
}
