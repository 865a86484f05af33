using Atomic.Core.Contexts;
using Atomic.Core.Embeddings;
using Atomic.Core.Learning;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Ports;

/// <summary>What a bidder is told when it is asked for a bid.</summary>
public sealed record BidInvitation
{
    /// <summary>The microtask's id.</summary>
    public required string MicrotaskId { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Under what is kept what is learned of it, see <see cref="Access.LearningScope"/>; the kind itself unless said otherwise.</summary>
    public string LearningScope
    {
        get => field ?? Kind;
        init;
    }

    /// <summary>What it would work on.</summary>
    public required MicrotaskPayload Payload { get; init; }

    /// <summary>The shape of the output schema, see <see cref="Core.Schemas.SchemaShape"/>; null where there is none.</summary>
    public string? SchemaShape { get; init; }

    /// <summary>The prompt's length in tokens.</summary>
    public required int InputTokens { get; init; }

    /// <summary>The bidder's own record for the kind, at the version that the auction pins.</summary>
    public required TrackRecord TrackRecord { get; init; }

    /// <summary>For a prompt variant the record of the bidder whose deployment it shares, at the same version; null for any other.</summary>
    public TrackRecord? RecordOfBase { get; init; }

    /// <summary>That version, by which evidence of schema shapes fades.</summary>
    public long TrackRecordVersion { get; init; }

    /// <summary>What the input tells of the bidder's success; nothing where nothing was learned.</summary>
    public ContextShift Context { get; init; }

    /// <summary>What the input means, as an embedding model says; null where that is not known.</summary>
    public InputVector? Vector { get; init; }

    /// <summary>The policy's lower bound on quality; null: none.</summary>
    public double? MinQuality { get; init; }

    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }
}
