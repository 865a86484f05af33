/// <summary>What a member with behaviour does in this assembly: nothing.</summary>
internal static class Contract
{
    public static NotSupportedException NoBehaviour() => new("This assembly has the signatures of a package, not its behaviour.");
}
