using System.Text;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.BadInput;

/// <summary>Whatever is wrong with a request, its sender is told what and what to do; the server goes on.</summary>
public sealed class BadInputTests(AcceptanceHost host) : AcceptanceTest(host)
{
    private const string Unknown = "mt-00000000000000000000000000";

    public static TheoryData<string, string, int, string> Bodies => new()
    {
        { "nothing", "", 400, "malformed-json" },
        { "no JSON", "kind=a", 400, "malformed-json" },
        { "cut off", """{"kind":"plain","input":"x""", 400, "malformed-json" },
        { "more than one value", """{"kind":"plain","input":"x"}{}""", 400, "malformed-json" },
        { "a comment", """{"kind":"plain",/**/"input":"x"}""", 400, "malformed-json" },
        { "a trailing comma", """{"kind":"plain","input":"x",}""", 400, "malformed-json" },
        { "no object", "[]", 400, "invalid-field" },
        { "null", "null", 400, "invalid-field" },
        { "half a surrogate pair", """{"kind":"plain","input":"\ud800"}""", 400, "malformed-json" },
        { "NUL", """{"kind":"plain","input":"\u0000"}""", 400, "malformed-json" },
        { "a name twice", """{"kind":"plain","input":"x","input":"y"}""", 400, "invalid-field" },
        { "unknown field", """{"kind":"plain","input":"x","colour":"red"}""", 400, "unknown-field" },
        { "misspelt field", """{"kind":"plain","imput":"x"}""", 400, "unknown-field" },
        { "unknown field of the policy", """{"kind":"plain","input":"x","policy":{"maxCost":1}}""", 400, "unknown-field" },
        { "unknown field of a message", """{"kind":"plain","input":[{"role":"user","content":"x","name":"y"}]}""", 400, "unknown-field" },
        { "no kind", """{"input":"x"}""", 400, "invalid-field" },
        { "no input", """{"kind":"plain"}""", 400, "invalid-field" },
        { "empty input", """{"kind":"plain","input":""}""", 400, "invalid-field" },
        { "kind of another type", """{"kind":1,"input":"x"}""", 400, "invalid-field" },
        { "kind that is no name", """{"kind":"A b","input":"x"}""", 400, "invalid-field" },
        { "input of another type", """{"kind":"plain","input":7}""", 400, "invalid-field" },
        { "instructions of another type", """{"kind":"plain","input":"x","instructions":{}}""", 400, "invalid-field" },
        { "tags of another type", """{"kind":"plain","input":"x","tags":["a"]}""", 400, "invalid-field" },
        { "policy of another type", """{"kind":"plain","input":"x","policy":true}""", 400, "invalid-field" },
        { "unknown preset", """{"kind":"plain","input":"x","policy":"cheapest"}""", 400, "invalid-field" },
        { "negative money", """{"kind":"plain","input":"x","policy":{"maxCostUsd":-1}}""", 400, "invalid-field" },
        { "number beyond all bounds", """{"kind":"plain","input":"x","policy":{"valueUsd":1e999}}""", 400, "invalid-field" },
        { "no attempts", """{"kind":"plain","input":"x","policy":{"maxAttempts":0}}""", 400, "invalid-field" },
        { "allowed and denied", """{"kind":"plain","input":"x","policy":{"allow":["a"],"deny":["a"]}}""", 422, "impossible-policy" },
        { "cheapest of any quality", """{"kind":"plain","input":"x","policy":{"objective":"cheapest"}}""", 422, "impossible-policy" },
        { "best at any price", """{"kind":"plain","input":"x","policy":{"objective":"best"}}""", 422, "impossible-policy" },
        { "schema of another type", """{"kind":"plain","input":"x","outputSchema":"string"}""", 400, "invalid-field" },
        { "unknown type in the schema", """{"kind":"plain","input":"x","outputSchema":{"type":"text"}}""", 422, "invalid-schema" },
        { "schema that nothing meets", """{"kind":"plain","input":"x","outputSchema":{"type":"string","minLength":2,"maxLength":1}}""", 422, "invalid-schema" },
        { "reference out of the schema", """{"kind":"plain","input":"x","outputSchema":{"$ref":"http://example.com/schema"}}""", 422, "invalid-schema" },
        { "broken pattern in the schema", """{"kind":"plain","input":"x","outputSchema":{"type":"string","pattern":"("}}""", 422, "invalid-schema" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Submit_UnusableBody_IsAProblem(string what, string body, int status, string code)
    {
        what.ShouldNotBeEmpty();

        (await House.SubmitAsync(body)).ShouldBeProblem(status, code);
    }

    [Fact]
    public async Task Submit_InvalidUtf8_IsAProblem()
    {
        byte[] body = [.. """{"kind":"plain","input":"x"""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8];

        (await PostAsync(body)).ShouldBeProblem(400, "malformed-json");
    }

    [Fact]
    public async Task Submit_OtherEncoding_IsAProblem() =>
        (await PostAsync(Encoding.Unicode.GetBytes("""{"kind":"plain","input":"x"}"""))).ShouldBeProblem(400, "malformed-json");

    [Theory]
    [InlineData("""{"kind":"plain","input":{"a":""", "[", "]", "}}")]
    [InlineData("""{"kind":"plain","input":{"a":""", """{"a":""", "}", "}}")]
    [InlineData("""{"kind":"plain","input":"x","outputSchema":{"not":""", """{"not":""", "}", "}}")]
    [InlineData("", "[", "", "")]
    public async Task Submit_DeepNesting_IsAProblem(string before, string open, string close, string after)
    {
        const int levels = 20_000;
        var body = before + string.Concat(Enumerable.Repeat(open, levels)) + (close.Length > 0 && open.Length > 1 ? "1" : "") + string.Concat(Enumerable.Repeat(close, levels)) + after;

        var answer = await House.SubmitAsync(body);

        answer.Status.ShouldBeInRange(400, 422, answer.Text);
        answer.ShouldBeProblem(answer.Status, answer["type"].Split(':')[^1]);
    }

    [Fact]
    public async Task Submit_TenMegabytes_IsAProblem()
    {
        const int size = 10 * 1024 * 1024;

        (await House.SubmitAsync(Request.Of(Stalls.Plain, new string('x', size)))).ShouldBeProblem(413, "body-too-large");
        (await PostAsync(new byte[size])).ShouldBeProblem(413, "body-too-large");
        (await House.GetAsync("healthz")).ShouldBe(200);
    }

    [Fact]
    public async Task Submit_InputOverItsLimit_IsAProblem() =>
        (await House.SubmitAsync(Request.Of(Stalls.Plain, new string('x', 300 * 1024)))).ShouldBeProblem(400, "invalid-field");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task Submit_OtherMediaType_IsAProblem(string mediaType)
    {
        using var content = new StringContent(Request.Of(Stalls.Plain, "x"), Encoding.UTF8, mediaType);

        (await House.SendAsync(HttpMethod.Post, "api/microtasks", content)).ShouldBeProblem(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    public async Task Submit_UnusableIdempotencyKey_IsAProblem(string key) =>
        (await House.SubmitAsync(Request.Of(Stalls.Plain, "x"), key: key)).ShouldBeProblem(400, "invalid-header");

    [Theory]
    [InlineData("api/microtasks?top=0", 400, "invalid-parameter")]
    [InlineData("api/microtasks?status=done", 400, "invalid-parameter")]
    [InlineData("api/microtasks?since=yesterday", 400, "invalid-parameter")]
    [InlineData("api/microtasks?kinds=plain", 400, "unknown-parameter")]
    [InlineData("api/microtasks/" + Unknown, 404, "not-found")]
    [InlineData("api/microtasks/1", 404, "not-found")]
    [InlineData("api/microtask", 404, "unknown-route")]
    public async Task Get_WhatIsNotThere_IsAProblem(string path, int status, string code) => (await House.GetAsync(path)).ShouldBeProblem(status, code);

    [Fact]
    public async Task Get_OtherMethodOrForm_IsAProblem()
    {
        using var body = HouseClient.Json("{}");

        (await House.SendAsync(HttpMethod.Put, "api/microtasks", body)).ShouldBeProblem(405, "method-not-allowed");
        (await House.ExplainAsync(Unknown, "image/png")).ShouldBeProblem(406, "not-acceptable");
    }

    [Theory]
    [InlineData("{}", 400, "invalid-field")]
    [InlineData("""{"score":2}""", 400, "invalid-field")]
    [InlineData("""{"score":"good"}""", 400, "invalid-field")]
    [InlineData("""{"score":1,"stars":5}""", 400, "unknown-field")]
    [InlineData("score", 400, "malformed-json")]
    public async Task Judge_UnusableBody_IsAProblem(string body, int status, string code) => (await House.JudgeAsync(Unknown, body)).ShouldBeProblem(status, code);

    private async Task<HouseAnswer> PostAsync(byte[] body)
    {
        using var content = HouseClient.Json(body);
        return await House.SendAsync(HttpMethod.Post, "api/microtasks", content);
    }
}
