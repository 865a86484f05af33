namespace Atomic.Client.Tests.Fixtures;

/// <summary>What a server answers.</summary>
internal static class Answers
{
    public const string Running =
        """{"id":"mt-1","kind":"email-routing","status":"running","output":null,"award":null,"costUsd":0,"latencyMs":null,"overheadMs":null,"links":{"self":"/api/microtasks/mt-1","explanation":"/api/microtasks/mt-1/explanation"}}""";

    public static string Succeeded(string outputJson) => $$"""
        {"id":"mt-1","kind":"email-routing","status":"succeeded","output":{{outputJson}},"award":{"bidder":"small","model":"gpt-small","servedModel":"gpt-small-2026","plan":"Single(small)","winner":"small","attempts":1},"costUsd":0.00012,"latencyMs":410.5,"overheadMs":2.25,"links":{"self":"/api/microtasks/mt-1","explanation":"/api/microtasks/mt-1/explanation"},"aMemberOfTomorrow":1}
        """;

    public static string Completion(string messageJson, string finishReason = "stop") => $$$"""
        {"id":"mt-7","object":"chat.completion","created":1700000000,"model":"gpt-small","choices":[{"index":0,"message":{{{messageJson}}},"finish_reason":"{{{finishReason}}}"}],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}
        """;

    public static (string, string)[] Decision { get; } =
    [
        ("x-atomic-id", "mt-7"), ("x-atomic-explanation", "/api/microtasks/mt-7/explanation"), ("x-atomic-bidder", "small"), ("x-atomic-model", "gpt-small"),
        ("x-atomic-plan", "Single(small)"), ("x-atomic-cost-usd", "0.00012"),
    ];
}
