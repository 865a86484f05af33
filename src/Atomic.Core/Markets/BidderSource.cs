using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Markets;

/// <summary>What stands behind a bidder.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<BidderSource>))]
public enum BidderSource
{
    /// <summary>Any server that speaks the OpenAI protocol: vLLM, Ollama, llama.cpp, LM Studio, a replay server, OpenAI itself.</summary>
    OpenAiCompatible,

    /// <summary>A deployment on Azure OpenAI.</summary>
    AzureOpenAi,

    /// <summary>A local classifier that is learned online, one per kind.</summary>
    Specialist,
}
