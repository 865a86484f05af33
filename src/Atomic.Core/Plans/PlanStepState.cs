namespace Atomic.Core.Plans;

/// <summary>Where a step of a plan stands.</summary>
internal enum PlanStepState
{
    /// <summary>Its bidder has not been asked.</summary>
    Unasked,

    /// <summary>Its bidder is at work, or is about to be asked again.</summary>
    Open,

    /// <summary>It has a valid answer.</summary>
    Answered,

    /// <summary>It has none, and nobody will ask its bidder any more.</summary>
    Failed,
}
