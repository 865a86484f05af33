using System.Text.Json.Serialization;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Demonstrations;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Core.Json;

/// <summary>The wire form of Core's types: camel case, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(IReadOnlyList<Bidder>))]
[JsonSerializable(typeof(Microtask))]
[JsonSerializable(typeof(Policy))]
[JsonSerializable(typeof(Plan))]
[JsonSerializable(typeof(BidBook))]
[JsonSerializable(typeof(Award))]
[JsonSerializable(typeof(Attempt))]
[JsonSerializable(typeof(Settlement))]
[JsonSerializable(typeof(Feedback))]
[JsonSerializable(typeof(DecisionRecord))]
[JsonSerializable(typeof(TrackRecord))]
[JsonSerializable(typeof(MicrotaskStatus))]
[JsonSerializable(typeof(IReadOnlyList<Demonstration>))]
[JsonSerializable(typeof(DemonstrationSource))]
public sealed partial class CoreJson : JsonSerializerContext;
