using Atomic.Core.Learning;
using Azure;

namespace Atomic.Storage.Azure.TrackRecords;

/// <summary>A kind's records as they were read or written, with the ETag of the row that changes with each of them.</summary>
/// <param name="Record">The records.</param>
/// <param name="ETag">Of the kind's version row; null where there is none yet.</param>
internal sealed record KindSnapshot(KindRecord Record, ETag? ETag);
