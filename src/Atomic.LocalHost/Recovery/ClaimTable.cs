using System.Collections.Concurrent;

namespace Atomic.LocalHost.Recovery;

/// <summary>Lets one caller at a time decide about an instance id: whether it exists, and who brings it into memory. Thread-safe.</summary>
internal sealed class ClaimTable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _claims = new(StringComparer.Ordinal);

    /// <summary>Waits until nobody else decides about the id; <see cref="Release"/> must follow.</summary>
    public async ValueTask ClaimAsync(string id)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            var holder = _claims.GetOrAdd(id, mine);
            if (ReferenceEquals(holder, mine))
                return;
            await holder.Task;
        }
    }

    /// <summary>Lets the next one decide.</summary>
    public void Release(string id)
    {
        if (_claims.TryRemove(id, out var mine))
            mine.SetResult();
    }
}
