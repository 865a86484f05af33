using System.Text.Json.Serialization;
using Atomic.Client.Markets;
using Atomic.Client.Microtasks;
using Atomic.Client.Transport;

namespace Atomic.Client.Json;

/// <summary>The wire form as this client writes and reads it: camel case, nulls left out, members that it does not know ignored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(StatusConverter)])]
[JsonSerializable(typeof(MicrotaskBody))]
[JsonSerializable(typeof(MicrotaskResult))]
[JsonSerializable(typeof(MicrotaskPage))]
[JsonSerializable(typeof(MicrotaskFeedback))]
[JsonSerializable(typeof(FeedbackReceipt))]
[JsonSerializable(typeof(MarketSnapshot))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(OpenAIErrorBody))]
[JsonSerializable(typeof(List<MessageText>))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(string))]
internal sealed partial class ClientJson : JsonSerializerContext;
