namespace Atomic.Providers.Tests.Fixtures;

/// <summary>Bodies of chat completions as servers send them.</summary>
public static class Completion
{
    public static string Of(string content = "\"shipping\"", string finish = "\"stop\"", string usage = """{"prompt_tokens":21,"completion_tokens":3,"total_tokens":24}""") =>
        $$"""
        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"small-7b-2024",
         "choices":[{"index":0,"message":{"role":"assistant","content":{{content}}},"logprobs":null,"finish_reason":{{finish}}}],"usage":{{usage}}}
        """;

    public const string Refusal = """
        {"id":"c","object":"chat.completion","created":1,"model":"small-7b",
         "choices":[{"index":0,"message":{"role":"assistant","content":null,"refusal":"I cannot help with that."},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":21,"completion_tokens":8,"total_tokens":29}}
        """;

    public static string Error(string code, string message) =>
        $$"""{ "error": { "message": "{{message}}", "type": "invalid_request_error", "param": null, "code": "{{code}}" } }""";
}
