namespace Atomic.Client.Microtasks;

/// <summary>A chat message of a microtask's input.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">Its text.</param>
internal sealed record MessageText(string Role, string Content);
