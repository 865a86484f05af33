namespace Atomic.Acceptance.Tests.OpenAi;

/// <summary>Tests of OpenAI's clients: one server for all of them, with a market that their calls need.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OpenAiCollection : ICollectionFixture<OpenAiServer>
{
    public const string Name = "openai";
}
