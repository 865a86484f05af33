using Atomic.Core.Markets;
using Atomic.Orchestration.Submissions;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.OpenAi.Requests;

/// <summary>What a body is read against.</summary>
/// <param name="Market">The market.</param>
/// <param name="Headers">The request's headers.</param>
/// <param name="IdempotencyKey">The caller's key; null: none.</param>
internal sealed record RequestScene(Market Market, IHeaderDictionary Headers, IdempotencyKey? IdempotencyKey);
