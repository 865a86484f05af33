namespace Atomic.Storage.Azure.Tables;

/// <summary>How a transaction ended.</summary>
internal enum RowTransactionResult
{
    /// <summary>All rows were changed.</summary>
    Committed,

    /// <summary>A row that was to be added is there; nothing was changed.</summary>
    RowExists,

    /// <summary>A row is not as it was read; nothing was changed.</summary>
    RowChanged,
}
