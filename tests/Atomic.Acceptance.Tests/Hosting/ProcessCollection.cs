namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>Tests that start and end server processes: one after the other and after all others, since they take the whole machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessCollection
{
    public const string Name = "processes";
}
