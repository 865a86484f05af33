using Atomic.Replay.Draws;
using Atomic.Replay.Recordings;

namespace Atomic.Replay.Synthesis;

/// <summary>The labels of one kind, each as often as it occurs: what a model that errs may say instead.</summary>
internal sealed class LabelPool
{
    private readonly string[] _labels;
    private readonly int[] _before;
    private readonly int _total;

    public LabelPool(IEnumerable<string> labels)
    {
        // Sorted, so that neither the order of the tasks nor that of a hash table decides what is drawn.
        var counts = labels.CountBy(label => label, StringComparer.Ordinal).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        _labels = [.. counts.Select(pair => pair.Key)];
        _before = new int[counts.Count];
        for (var i = 0; i < counts.Count; i++)
        {
            _before[i] = _total;
            _total += counts[i].Value;
        }
    }

    /// <summary>The pools of all kinds among the tasks.</summary>
    public static Dictionary<string, LabelPool> ByKind(IEnumerable<RecordedTask> tasks) => tasks
        .GroupBy(task => task.Kind, task => task.Label!)
        .ToDictionary(group => group.Key, group => new LabelPool(group), StringComparer.Ordinal);

    /// <summary>
    /// Draws a label other than this one, in proportion to how often the others occur; where there is no other, <c>not</c> and the label.
    /// </summary>
    public string DrawOther(string label, ref SplitMix64 draws)
    {
        var own = Array.BinarySearch(_labels, label, StringComparer.Ordinal);
        var next = own + 1 < _before.Length ? _before[own + 1] : _total;
        var others = _total - (next - _before[own]);
        if (others == 0)
            return $"not {label}";

        // The drawn occurrence among the others, moved past this label's own occurrences.
        var drawn = (int)(draws.NextUnit() * others);
        if (drawn >= _before[own])
            drawn += next - _before[own];
        var found = Array.BinarySearch(_before, drawn);
        return _labels[found >= 0 ? found : ~found - 1];
    }
}
