using System.Runtime.InteropServices;

namespace Atomic.Core.Schemas;

/// <summary>The size of a part of a regular expression, in atoms, with the last one apart because a repetition multiplies it.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct PatternSize
{
    private long _before;
    private long _last;

    /// <summary>The size; large ones are cut off at <see cref="int.MaxValue"/>.</summary>
    public readonly int Total => (int)Math.Min(int.MaxValue, _before + _last);

    /// <summary>Adds an atom or a group of a size.</summary>
    public void Add(int size)
    {
        _before = Total;
        _last = size;
    }

    /// <summary>Repeats what was added last.</summary>
    public void Repeat(int times) => _last = Math.Min(int.MaxValue, _last * Math.Max(1, times));
}
