using System.Runtime.CompilerServices;

namespace Atomic.Client.Microtasks;

/// <summary>Walks through listings.</summary>
public static class MicrotaskListing
{
    /// <summary>All microtasks of a query, newest first, a page at a time as they are read.</summary>
    /// <param name="client">The client.</param>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async IAsyncEnumerable<MicrotaskResult> ListAllAsync(
        this IAtomicClient client, MicrotaskQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var next = query; ;)
        {
            var page = await client.ListAsync(next, cancellationToken);
            foreach (var item in page.Items)
                yield return item;
            if (page.Continuation is null)
                yield break;
            next = next with { Continuation = page.Continuation };
        }
    }
}
