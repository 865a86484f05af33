using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atomic.Http.Tests.OpenAi;

/// <summary>Whatever stands at any place of a request, it is answered, and blamed on the caller only in OpenAI's words.</summary>
public sealed class OpenAiFuzzTests : OpenAiTest
{
    private static readonly string[] Values =
        ["null", "true", "0", "-1", "1.5", "1e300", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud83d\"", "[]", "[null]", "[1]", "[[]]", "[{}]", "{}", "{\"a\":1}", "{\"type\":1}", "{\"type\":\"json_schema\"}"];

    public static TheoryData<string, string> Requests => new()
    {
        {
            Chat,
            """{"model":"atomic","messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c"}]},{"role":"tool","tool_call_id":"c","content":[{"type":"text","text":"t"}]}],"n":1,"stop":["a"],"stream":false,"stream_options":{"include_usage":true},"tools":[{"type":"function"}],"functions":[{}],"metadata":{"atomic_kind":"chat","a":"b"},"response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object"}}},"seed":1,"temperature":1}"""
        },
        {
            Chat,
            """{"model":"gpt","messages":[{"role":"user","content":"x"}],"stream":true,"response_format":{"type":"json_schema","json_schema":{"name":"x","strict":true,"schema":{"type":"object"}}}}"""
        },
        {
            "/v1/responses",
            """{"model":"atomic","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"x"}]}],"instructions":"i","text":{"format":{"type":"json_schema","name":"n","schema":{"type":"object"}},"verbosity":"low"},"reasoning":{"effort":"low"},"max_output_tokens":5,"metadata":{"a":"b"},"stream":true,"store":false,"tools":[],"include":[],"top_logprobs":0}"""
        },
        {
            "/v1/embeddings",
            """{"model":"vectors","input":["a"],"dimensions":2,"encoding_format":"base64","metadata":{"a":"b"},"user":"u"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Post_AnyValueAtAnyPlace_IsAnsweredOrRefusedByOpenAisError(string path, string request)
    {
        if (path == "/v1/embeddings") Answers(JsonDocument.Parse("""{"data":[{"index":0,"embedding":[1]}]}""").RootElement);
        foreach (var place in PlacesIn(JsonNode.Parse(request)!, []))
        {
            foreach (var value in Values)
            {
                var body = With(request, place, value);
                using var response = await PostAsync(path, body);

                var text = await response.Content.ReadAsStringAsync();
                ((int)response.StatusCode).ShouldBeOneOf([200, 400, 404], $"{body}\n{text}");
                if ((int)response.StatusCode != 200) JsonDocument.Parse(text).RootElement.GetProperty("error").GetProperty("message").GetString().ShouldNotBeNullOrWhiteSpace(body);
            }
        }
    }

    private static IEnumerable<IReadOnlyList<object>> PlacesIn(JsonNode? node, IReadOnlyList<object> at)
    {
        if (at.Count > 0) yield return at;
        IEnumerable<(object Name, JsonNode? Value)> members = node switch
        {
            JsonObject item => item.Select(static member => ((object)member.Key, member.Value)),
            JsonArray array => array.Select(static (value, index) => ((object)index, value)),
            _ => [],
        };
        foreach (var (name, value) in members)
        {
            foreach (var place in PlacesIn(value, [.. at, name])) yield return place;
        }
    }

    /// <summary>The request with another value at a place. The value is put in as text, since it may be one that no writer would write.</summary>
    private static string With(string request, IReadOnlyList<object> place, string value)
    {
        const string mark = "\"put-the-value-here\"";
        var root = JsonNode.Parse(request)!;
        var parent = place.SkipLast(1).Aggregate(root, static (node, name) => name is int index ? node[index]! : node[(string)name]!);
        if (place[^1] is int last) parent[last] = "put-the-value-here";
        else parent[(string)place[^1]] = "put-the-value-here";
        return root.ToJsonString().Replace(mark, value, StringComparison.Ordinal);
    }
}
