using System.Text.Json.Serialization;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Kinds;

/// <summary>The wire form of a kind's calibration: camel case, what is not known left out, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KindCalibration))]
internal sealed partial class CalibrationJson : JsonSerializerContext;
