namespace Atomic.Core.Explanations;

/// <summary>Something that happened, in order.</summary>
/// <param name="At">When.</param>
/// <param name="AfterSeconds">Seconds after acceptance.</param>
/// <param name="What">What, in a few words.</param>
public sealed record Moment(DateTimeOffset At, double AfterSeconds, string What);
