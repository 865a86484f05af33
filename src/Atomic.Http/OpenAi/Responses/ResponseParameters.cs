using System.Text.Json;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Responses;

/// <summary>The parameters of a response, see <c>docs/openai.md</c>. What would need state on the server is refused: nothing is kept here for a next request.</summary>
internal static class ResponseParameters
{
    private const string NoState = "needs a conversation that the server keeps, and none is kept here; send the earlier messages in input";
    private const string NoTools = "asks for tools, which only POST /v1/chat/completions takes here; leave it out, or ask there";

    /// <summary>All of them.</summary>
    public static RequestParameters All { get; } = new(
        RequestParameter.Read("model"),
        RequestParameter.Read("input"),
        RequestParameter.Read("instructions"),
        RequestParameter.Read("metadata"),
        RequestParameter.Read("text"),
        RequestParameter.Read("reasoning"),
        new RequestParameter("max_output_tokens", ParameterUse.Read, static (value, at) => FieldValue.Integer(value, at, 1, int.MaxValue, out _)),
        new RequestParameter("stream", ParameterUse.Read, static (value, at) => FieldValue.Boolean(value, at, out _)),
        RequestParameter.Number("temperature", 0, 2),
        RequestParameter.Number("top_p", 0, 1),
        RequestParameter.Ignored("parallel_tool_calls"),
        RequestParameter.Ignored("prompt_cache_key"),
        RequestParameter.Ignored("prompt_cache_retention"),
        RequestParameter.Ignored("safety_identifier"),
        RequestParameter.Ignored("service_tier"),
        RequestParameter.Ignored("stream_options"),
        RequestParameter.Ignored("user"),
        RequestParameter.Refused("background", "must be false: the answer is waited for here; for answers later use POST /api/microtasks", IsFalse),
        RequestParameter.Refused("conversation", NoState),
        RequestParameter.Refused("include", "must be empty: there is nothing besides the answer here", RequestMembers.IsEmptyArray),
        RequestParameter.Refused("max_tool_calls", NoTools),
        RequestParameter.Refused("previous_response_id", NoState),
        RequestParameter.Refused("prompt", "names a prompt that the server keeps, and none is kept here; send its text as instructions"),
        RequestParameter.Refused("store", "must be false or left out: responses are not kept for later requests here, only the microtask's record is", IsFalse),
        RequestParameter.Refused("tool_choice", NoTools, static value => value.ValueKind == JsonValueKind.String && (value.ValueEquals("auto"u8) || value.ValueEquals("none"u8))),
        RequestParameter.Refused("tools", NoTools, RequestMembers.IsEmptyArray),
        RequestParameter.Refused("top_logprobs", "must be 0: no probabilities are told here", static value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number == 0),
        RequestParameter.Refused("truncation", "must be \"disabled\": what is too long is refused here, and never shortened", static value => value.ValueKind == JsonValueKind.String && value.ValueEquals("disabled"u8)));

    private static bool IsFalse(JsonElement value) => value.ValueKind == JsonValueKind.False;
}
