using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Atomic.Core.Contexts;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration;

/// <summary>The form of the flow's messages in durable history: camel case, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(AcceptedMicrotask))]
[JsonSerializable(typeof(MicrotaskPayload))]
[JsonSerializable(typeof(MicrotaskProgress))]
[JsonSerializable(typeof(CancelRequest))]
[JsonSerializable(typeof(EmbedOrder))]
[JsonSerializable(typeof(EmbeddedInput))]
[JsonSerializable(typeof(BidRequest))]
[JsonSerializable(typeof(BidBook))]
[JsonSerializable(typeof(AwardOrder))]
[JsonSerializable(typeof(Award))]
[JsonSerializable(typeof(AttemptOrder))]
[JsonSerializable(typeof(Attempt))]
[JsonSerializable(typeof(SettlementOrder))]
[JsonSerializable(typeof(Settlement))]
[JsonSerializable(typeof(VerdictOrder))]
[JsonSerializable(typeof(AnswerVerdict))]
[JsonSerializable(typeof(IReadOnlyList<ContextOutcome>))]
[JsonSerializable(typeof(MeasuredInput))]
[JsonSerializable(typeof(IReadOnlyList<Verifier>))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(string))]
public sealed partial class OrchestrationJson : JsonSerializerContext;
