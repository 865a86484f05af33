using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.History;

/// <summary>An instance as the database has it.</summary>
/// <param name="Identity">What never changes.</param>
/// <param name="Row">Where it stands.</param>
/// <param name="Execution">Its run, counted from 0.</param>
/// <param name="Blobs">Its history; empty where it was not asked for.</param>
/// <param name="NextSequence">The number of its next history row.</param>
internal sealed record StoredInstance(InstanceIdentity Identity, OrchestrationSnapshot Row, int Execution, IReadOnlyList<byte[]> Blobs, int NextSequence);
