namespace Atomic.Client.Microtasks;

/// <summary>What became of feedback.</summary>
/// <param name="Id">The microtask's id.</param>
/// <param name="Recorded">False where the same feedback was there already.</param>
/// <param name="Learned">Whether the track record learned from it: the first judgement of a microtask teaches, later ones are recorded only.</param>
public sealed record FeedbackReceipt(string Id, bool Recorded, bool Learned);
