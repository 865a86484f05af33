namespace Atomic.Core.Schemas;

/// <summary>The way from the root to the value at hand. Pointers are written only when something is reported.</summary>
internal sealed class PointerStack
{
    private readonly Stack<(string? Name, int Index)> _tokens = new();

    public void Push(string name) => _tokens.Push((name, 0));

    public void Push(int index) => _tokens.Push((null, index));

    public void Pop() => _tokens.Pop();

    public override string ToString() =>
        _tokens.Reverse().Aggregate("", (pointer, token) =>
            token.Name is null ? JsonPointer.Append(pointer, token.Index) : JsonPointer.Append(pointer, token.Name));
}
