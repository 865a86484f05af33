using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Examples;

/// <summary>One try to append examples to a kind's log: their places, and the rows that change.</summary>
internal sealed class ExampleBatch
{
    private readonly ExampleLog _before;
    private readonly List<(Appending Appending, long Place)> _appended = [];

    /// <summary>Gives places, in order, to what was not appended.</summary>
    /// <param name="before">The log.</param>
    /// <param name="waiting">The examples; an id may come twice.</param>
    /// <param name="known">Rows of those that were found to be appended before.</param>
    public ExampleBatch(ExampleLog before, IReadOnlyList<Appending> waiting, Dictionary<string, TableEntity> known)
    {
        _before = before;
        var last = before.Last;
        var seen = new HashSet<string>(known.Keys, StringComparer.Ordinal);
        var places = new long[waiting.Count];
        for (var index = 0; index < waiting.Count; index++)
        {
            if (seen.Add(waiting[index].RowKey))
                _appended.Add((waiting[index], places[index] = ++last));
            else if (known.TryGetValue(waiting[index].RowKey, out var row) && row.GetGuid(ExampleRows.Token) == waiting[index].Token)
                places[index] = row.GetInt64(ExampleRows.Place) ?? 0;
        }

        (Places, Last) = (places, last);
    }

    /// <summary>A place per example, once the transaction is committed; 0 where it was there.</summary>
    public IReadOnlyList<long> Places { get; }

    /// <summary>The log's last place afterwards.</summary>
    public long Last { get; }

    /// <summary>Writes it.</summary>
    public async Task<RowTransactionOutcome> SubmitAsync(TableClient table, string partition, CancellationToken cancellationToken)
    {
        if (_appended.Count == 0)
            return new RowTransactionOutcome(RowTransactionResult.Committed, _before.ETag);
        var transaction = new RowTransaction(table);
        foreach (var (appending, place) in _appended)
        {
            transaction.Add(ExampleRows.Learned(partition, appending, place));
            transaction.Put(ExampleRows.At(partition, place, appending.Example));
        }

        transaction.Replace(ExampleRows.Log(partition, _before with { Last = Last }), _before.ETag);
        return await transaction.SubmitAsync(cancellationToken);
    }
}
