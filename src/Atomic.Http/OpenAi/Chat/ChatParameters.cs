using System.Text.Json;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Chat;

/// <summary>The parameters of a chat completion, see <c>docs/openai.md</c>.</summary>
internal static class ChatParameters
{
    /// <summary>Choices at most.</summary>
    public const int MaxChoices = 16;

    private const int MaxTools = 128;
    private const int MaxStops = 4;

    /// <summary>All of them.</summary>
    public static RequestParameters All { get; } = new(
        RequestParameter.Read("model"),
        RequestParameter.Read("messages"),
        RequestParameter.Read("metadata"),
        RequestParameter.Read("response_format"),
        new RequestParameter("stream", ParameterUse.Read, static (value, at) => FieldValue.Boolean(value, at, out _)),
        new RequestParameter("stream_options", ParameterUse.Read, FindFaultOfStreamOptions),
        RequestParameter.Number("frequency_penalty", -2, 2),
        RequestParameter.Object("logit_bias"),
        RequestParameter.Boolean("logprobs"),
        RequestParameter.Integer("max_completion_tokens", 1, int.MaxValue),
        RequestParameter.Integer("max_tokens", 1, int.MaxValue),
        RequestParameter.Integer("n", 1, MaxChoices),
        RequestParameter.Boolean("parallel_tool_calls"),
        RequestParameter.Object("prediction"),
        RequestParameter.Number("presence_penalty", -2, 2),
        RequestParameter.Text("reasoning_effort"),
        new RequestParameter("seed", ParameterUse.Passed, FindFaultOfSeed),
        new RequestParameter("stop", ParameterUse.Passed, FindFaultOfStop),
        RequestParameter.Number("temperature", 0, 2),
        RequestParameter.TextOrObject("tool_choice"),
        RequestParameter.Objects("tools", MaxTools),
        RequestParameter.TextOrObject("function_call"),
        RequestParameter.Objects("functions", MaxTools),
        RequestParameter.Integer("top_logprobs", 0, 20),
        RequestParameter.Number("top_p", 0, 1),
        RequestParameter.Text("verbosity"),
        RequestParameter.Ignored("prompt_cache_key"),
        RequestParameter.Ignored("prompt_cache_retention"),
        RequestParameter.Ignored("safety_identifier"),
        RequestParameter.Ignored("service_tier"),
        RequestParameter.Ignored("store"),
        RequestParameter.Ignored("user"),
        RequestParameter.Refused("audio", "asks for speech, which no bidder here makes; leave it out"),
        RequestParameter.Refused("modalities", "must be [\"text\"]: no bidder here makes anything else", IsTextAlone),
        RequestParameter.Refused("web_search_options", "asks for a search in the web, which is not made here; leave it out, or send what you have found as a message"));

    private static Problem? FindFaultOfStreamOptions(JsonElement value, string at)
    {
        if (value.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(value, at, "an object");
        foreach (var option in value.EnumerateObject())
        {
            if (option.Name is not ("include_usage" or "include_obfuscation")) return FieldValue.Unknown(at, option.Name, ["include_usage"]);
            if (option.Value.ValueKind != JsonValueKind.Null && FieldValue.Boolean(option.Value, RequestPointer.Append(at, option.Name), out _) is { } problem) return problem;
        }

        return null;
    }

    private static Problem? FindFaultOfSeed(JsonElement value, string at) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) ? null : FieldValue.WrongType(value, at, "a whole number of 64 bits");

    private static Problem? FindFaultOfStop(JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.String) return null;
        if (value.ValueKind != JsonValueKind.Array) return FieldValue.WrongType(value, at, "a string or an array of strings");
        if (value.GetArrayLength() > MaxStops) return FieldValue.Invalid(at, $"has {value.GetArrayLength()} entries; at most {MaxStops} are taken");
        var index = 0;
        foreach (var stop in value.EnumerateArray())
        {
            var place = RequestPointer.Append(at, index++);
            if (stop.ValueKind != JsonValueKind.String) return FieldValue.WrongType(stop, place, "a string");
        }

        return null;
    }

    private static bool IsTextAlone(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String && item.ValueEquals("text"u8));
}
