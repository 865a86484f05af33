using System.Text.Json.Serialization;
using Atomic.Core.Learning;

namespace Atomic.Orchestration.State;

/// <summary>A bidder's or a pair's record as it stands in its row: a field that is added later is empty in older rows. Figures that are no numbers must not fail the writer.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(TrackRecord))]
[JsonSerializable(typeof(PairRecord))]
public sealed partial class TrackRecordJson : JsonSerializerContext;
