using Atomic.Replay.Draws;

namespace Atomic.Replay.Server;

/// <summary>
/// Vectors for texts, made of hashes: each word has a pseudo-random one, a text has the sum of its words', scaled to length 1. The same text has the
/// same vector on every machine, and texts that share words lie near each other, so that a search over them finds something sensible.
/// </summary>
internal static class EmbeddingVectors
{
    /// <summary>The length of a vector where none was asked for.</summary>
    public const int DefaultDimensions = 256;

    /// <summary>The vector of a text.</summary>
    /// <param name="model">The model: each has vectors of its own.</param>
    /// <param name="text">The text; one without words has a vector too.</param>
    /// <param name="dimensions">The vector's length, at least 1.</param>
    public static float[] Of(string model, string text, int dimensions)
    {
        var sum = new double[dimensions];
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            Add(sum, model, "");
        foreach (var word in words)
            Add(sum, model, word.Trim(',', '.', ';', ':', '!', '?', '"', '\'', '(', ')').ToLowerInvariant());

        // Uniform draws and a square root: both exact, so no machine differs by a bit.
        var length = Math.Sqrt(sum.Sum(static part => part * part));
        return Array.ConvertAll(sum, part => (float)(part / length));
    }

    private static void Add(double[] sum, string model, string word)
    {
        var draws = SplitMix64.ForKey(0, "embedding", model, word);
        for (var index = 0; index < sum.Length; index++)
            sum[index] += (2 * draws.NextUnit()) - 1;
    }
}
