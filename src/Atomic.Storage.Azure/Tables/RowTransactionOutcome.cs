using Azure;

namespace Atomic.Storage.Azure.Tables;

/// <summary>What became of a transaction.</summary>
/// <param name="Result">Whether it was committed.</param>
/// <param name="LastETag">The new ETag of the row that was changed last; null where nothing was.</param>
internal readonly record struct RowTransactionOutcome(RowTransactionResult Result, ETag? LastETag);
