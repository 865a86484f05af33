using System.Text.Json;
using System.Text.Json.Serialization;
using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.WhatIf;

namespace Atomic.Cli.Api;

/// <summary>The wire form of the API as this client reads it: camel case, unknown members ignored, nulls left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(MicrotaskAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
[JsonSerializable(typeof(FeedbackRequest))]
[JsonSerializable(typeof(MarketView))]
[JsonSerializable(typeof(KindCalibration))]
[JsonSerializable(typeof(WhatIfAnswer))]
[JsonSerializable(typeof(FailurePage))]
[JsonSerializable(typeof(FailedMessage))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeyAnswer))]
[JsonSerializable(typeof(KeyList))]
internal sealed partial class ApiJson : JsonSerializerContext;
