namespace Atomic.Providers.Tests.Fixtures;

/// <summary>Frames of a stream as servers send them.</summary>
public static class Chunk
{
    public const string Done = "data: [DONE]\n\n";

    public const string Role = """{"role":"assistant","content":""}""";

    public static string Of(string delta = "{}", string finish = "null", int index = 0, string id = "c1", string more = "") =>
        Frame($$"""{"id":"{{id}}","object":"chat.completion.chunk","created":1,"model":"small-7b-2024","choices":[{"index":{{index}},"delta":{{delta}},"finish_reason":{{finish}}{{more}}}]}""");

    public static string Text(string text, int index = 0) => Of($$"""{"content":"{{text}}"}""", index: index);

    public static string End(string reason = "stop", int index = 0) => Of("{}", $"\"{reason}\"", index);

    public static string Usage(int input = 21, int output = 3) =>
        Frame($$"""{"id":"c1","model":"small-7b-2024","choices":[],"usage":{"prompt_tokens":{{input}},"completion_tokens":{{output}},"total_tokens":{{input + output}} } }""");

    public static string Frame(string json) => $"data: {json}\n\n";
}
