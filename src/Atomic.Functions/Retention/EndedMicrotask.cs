namespace Atomic.Functions.Retention;

/// <summary>A microtask that has ended, and what stores hold of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="LearningScope">Under what it taught.</param>
/// <param name="PayloadHashes">The payloads that it referred to.</param>
public sealed record EndedMicrotask(string Id, string LearningScope, IReadOnlyList<string> PayloadHashes);
