using System.Collections.Concurrent;

namespace Atomic.Core.Specialists;

/// <summary>
/// A text as a sparse vector: distinct buckets with weights whose squares sum to one (or no bucket at all). It owns the buffers that
/// <see cref="TextFeatures"/> needs and is rented, so that extracting allocates nothing once the pool is warm. Not safe for concurrent use.
/// </summary>
public sealed class FeatureVector : IDisposable
{
    private const int MaxPooled = 16;
    private static readonly ConcurrentQueue<FeatureVector> s_pool = new();

    // 1-based position in the buckets' list by bucket, 0 for absent; cleared by walking the list, never as a whole.
    private readonly ushort[] _positions = new ushort[TextFeatures.Buckets];
    private readonly int[] _buckets = new int[TextFeatures.MaxDistinct];
    private readonly float[] _weights = new float[TextFeatures.MaxDistinct];
    private bool _returned;

    private FeatureVector()
    {
    }

    /// <summary>How many distinct buckets there are; at most <see cref="TextFeatures.MaxDistinct"/>.</summary>
    public int Count { get; private set; }

    /// <summary>The buckets, each from 0 to below <see cref="TextFeatures.Buckets"/>, in order of first appearance.</summary>
    public ReadOnlySpan<int> Buckets => _buckets.AsSpan(0, Count);

    /// <summary>The buckets' weights, above 0 and up to 1.</summary>
    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, Count);

    /// <summary>Where the text is normalised.</summary>
    internal char[] Characters { get; } = new char[TextFeatures.MaxNormalised];

    /// <summary>The features of a text, in rented buffers that <see cref="Dispose"/> gives back.</summary>
    /// <param name="text">Any text; beyond <see cref="TextFeatures.MaxCharacters"/> it is cut.</param>
    public static FeatureVector Of(ReadOnlySpan<char> text)
    {
        if (s_pool.TryDequeue(out var vector)) vector._returned = false;
        else vector = new FeatureVector();
        TextFeatures.Extract(text, vector);
        return vector;
    }

    /// <summary>Gives the buffers back; the vector may not be used afterwards.</summary>
    public void Dispose()
    {
        if (_returned) return;
        _returned = true;
        foreach (var bucket in Buckets) _positions[bucket] = 0;
        Count = 0;
        if (s_pool.Count < MaxPooled) s_pool.Enqueue(this);
    }

    /// <summary>Adds to a feature's count; beyond the most distinct ones, new ones are ignored.</summary>
    internal void Add(int bucket, float count)
    {
        ref var position = ref _positions[bucket];
        if (position != 0)
        {
            _weights[position - 1] += count;
            return;
        }
        if (Count == TextFeatures.MaxDistinct) return;
        _buckets[Count] = bucket;
        _weights[Count] = count;
        position = (ushort)++Count;
    }

    /// <summary>Makes the counts weights: their square roots (so that repetition counts, but ever less), scaled to length one.</summary>
    internal void Scale()
    {
        // The squares of the square roots are the counts themselves, so their sum needs no second pass over roots.
        var sum = 0f;
        foreach (var count in Weights) sum += count;
        for (var i = 0; i < Count; i++) _weights[i] = MathF.Sqrt(_weights[i] / sum);
    }
}
