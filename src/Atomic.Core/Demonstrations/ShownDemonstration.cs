namespace Atomic.Core.Demonstrations;

/// <summary>A demonstration as records name it: never its text.</summary>
/// <param name="MicrotaskId">The microtask that it comes from.</param>
/// <param name="Hash">SHA-256 of input and answer, hexadecimal; see <see cref="Demonstration.Hash"/>.</param>
/// <param name="Label">The right answer where it is a class; null where it is none.</param>
/// <param name="Relevance">How near its input is as a share of the nearest one's, 0 to 1: by BM25, or by what it means where <see cref="Embedding"/> says so; 0 where no word is shared, or the meaning is unlike.</param>
public sealed record ShownDemonstration(string MicrotaskId, string Hash, string? Label, double Relevance)
{
    /// <summary>The embedding model by which its input is near; null where its words tell that, as in records from before this was kept.</summary>
    public string? Embedding { get; init; }
}
