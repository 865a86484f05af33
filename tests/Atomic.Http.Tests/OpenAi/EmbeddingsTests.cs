using System.Text.Json;
using Atomic.Core.Microtasks;

namespace Atomic.Http.Tests.OpenAi;

public sealed class EmbeddingsTests : OpenAiTest
{
    private const string Path = "/v1/embeddings";

    public EmbeddingsTests() =>
        Answers(JsonDocument.Parse("""{"data":[{"index":0,"embedding":[0.5,-1]},{"index":1,"embedding":[2,0.25]}]}""").RootElement);

    [Fact]
    public async Task Create_Floats_IsTheProtocolsList()
    {
        using var response = await PostAsync(Path, """{"model":"vectors","input":["a","b"],"dimensions":2,"user":"u"}""");

        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-1]},{"object":"embedding","index":1,"embedding":[2,0.25]}],"model":"small-model-7","usage":{"prompt_tokens":9,"total_tokens":12}}""");
        Submitted.Kind.ShouldBe("embeddings");
        Submitted.Payload.Operation.ShouldBe(Operation.Embeddings);
        Submitted.Payload.Input.GetRawText().ShouldBe("""["a","b"]""");
        Submitted.Payload.Parameters!.Value.GetRawText().ShouldBe("""{"dimensions":2}""");
        Submitted.Policy.Allow.ShouldBe(["vectors-eu", "vectors-us"]);
        Header(response, "x-atomic-bidder").ShouldBe("small");
    }

    [Fact]
    public async Task Create_Base64_IsLittleEndianFloats()
    {
        using var response = await PostAsync(Path, """{"model":"vectors-eu","input":"a","encoding_format":"base64"}""");

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("data")[0].GetProperty("embedding").GetBytesFromBase64().ShouldBe([0, 0, 0, 0x3F, 0, 0, 0x80, 0xBF]);
        Submitted.Payload.Parameters!.Value.GetRawText().ShouldBe("{}");
    }

    [Theory]
    [InlineData("""{"model":"vectors","input":[1,2]}""", "input", "tokens")]
    [InlineData("""{"model":"vectors","input":[[1,2]]}""", "input", "tokens")]
    [InlineData("""{"model":"vectors","input":[]}""", "input", "empty")]
    [InlineData("""{"model":"vectors","input":["a",1]}""", "input[1]", "string")]
    [InlineData("""{"model":"vectors"}""", "input", "missing")]
    [InlineData("""{"model":"vectors","input":"a","encoding_format":"hex"}""", "encoding_format", "base64")]
    [InlineData("""{"model":"vectors","input":"a","dimensions":0}""", "dimensions", "from 1")]
    public async Task Create_InputThatCannotBeTaken_Is400AndNamesIt(string body, string param, string word)
    {
        using var response = await PostAsync(Path, body);

        (await ErrorAsync(response, 400, "invalid_value", param)).GetProperty("message").GetString()!.ShouldContain(word);
    }

    [Fact]
    public async Task Create_AnyOfSeveralModels_IsRefusedUnlessVectorsMayBeMixed()
    {
        const string body = """{"model":"atomic","input":"a"}""";

        using var refused = await PostAsync(Path, body);
        using var narrowed = await PostAsync(Path, body, ("x-atomic-deny", "azure/other"));
        using var mixed = await PostAsync(Path, body, ("x-atomic-mixed-vectors", "allow"));
        using var unclear = await PostAsync(Path, body, ("x-atomic-mixed-vectors", "yes"));

        (await ErrorAsync(refused, 400, "invalid_value", "model")).GetProperty("message").GetString()!.ShouldContain("any of other-vectors, vectors could win");
        ((int)narrowed.StatusCode).ShouldBe(200);
        ((int)mixed.StatusCode).ShouldBe(200);
        await ErrorAsync(unclear, 400, "invalid_header");
    }

    [Fact]
    public async Task Create_ModelThatAnswers_Is404()
    {
        using var response = await PostAsync(Path, """{"model":"gpt","input":"a"}""");

        await ErrorAsync(response, 404, "model_not_found", "model");
    }
}
