using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Atomic.Replay.Behaviours;

namespace Atomic.Replay.Tests.Server;

public sealed class EmbeddingTests
{
    [Fact]
    public async Task Answer_SeveralTexts_GivesUnitVectorsInOrderWithUsage()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        var answer = await EmbedAsync(fixture, """{"model":"alpha","input":["Where is my parcel?","abcd"],"dimensions":8}""");

        ((string)answer["model"]!).ShouldBe("alpha");
        answer["data"]!.AsArray().Select(static item => (int)item!["index"]!).ShouldBe([0, 1]);
        foreach (var item in answer["data"]!.AsArray())
            Vector(item!).Sum(static part => part * part).ShouldBe(1, 1e-5);
        answer["usage"]!.ToJsonString().ShouldBe("""{"prompt_tokens":6,"total_tokens":6}""");
        var logged = fixture.Server.Requests.ShouldHaveSingleItem();
        (logged.Model, logged.Status).ShouldBe(("alpha", 200));
    }

    [Fact]
    public async Task Answer_SameText_IsTheSameAndNearerThanAnother()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();
        var answer = await EmbedAsync(fixture, """{"model":"alpha","input":["Where is my parcel?","where is the parcel","Cancel all subscriptions","Where is my parcel?"]}""");
        var vectors = answer["data"]!.AsArray().Select(static item => Vector(item!)).ToList();

        vectors[0].Length.ShouldBe(256);
        vectors[3].ShouldBe(vectors[0]);
        Cosine(vectors[0], vectors[1]).ShouldBeGreaterThan(0.5);
        Cosine(vectors[0], vectors[2]).ShouldBeLessThan(0.3);
    }

    [Fact]
    public async Task Answer_Base64_HoldsTheSameFloats()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        var numbers = Vector((await EmbedAsync(fixture, """{"model":"alpha","input":"x","dimensions":4}"""))["data"]![0]!);
        var encoded = await EmbedAsync(fixture, """{"model":"alpha","input":"x","dimensions":4,"encoding_format":"base64"}""");

        var bytes = Convert.FromBase64String((string)encoded["data"]![0]!["embedding"]!);
        Enumerable.Range(0, 4).Select(index => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(index * 4))).ShouldBe(numbers);
    }

    [Theory]
    [InlineData("""{"input":"x"}""", "'model'")]
    [InlineData("""{"model":"alpha"}""", "'input'")]
    [InlineData("""{"model":"alpha","input":[]}""", "'input'")]
    [InlineData("""{"model":"alpha","input":[[1,2]]}""", "'input'")]
    [InlineData("""{"model":"alpha","input":"x","dimensions":0}""", "'dimensions'")]
    [InlineData("""{"model":"alpha","input":"x","dimensions":"8"}""", "'dimensions'")]
    [InlineData("""{"model":"alpha","input":"x","encoding_format":"int8"}""", "'encoding_format'")]
    [InlineData("[1]", "JSON body")]
    [InlineData("{", "JSON body")]
    public async Task Answer_WrongRequest_IsRefusedByName(string body, string named)
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        using var response = await PostAsync(fixture, body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain(named);
    }

    [Fact]
    public async Task Answer_UnknownModel_IsNotFound()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        using var response = await PostAsync(fixture, """{"model":"gamma","input":"x"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Answer_Misbehaving_LacksAVectorOrFails()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { MalformedOutputRate = 1 });
        (await EmbedAsync(fixture, """{"model":"alpha","input":["a","b"]}"""))["data"]!.AsArray().Count.ShouldBe(1);

        await using var failing = await ReplayServerFixture.StartAsync(new ReplayBehaviour { ErrorRate = 1 });
        using var response = await PostAsync(failing, """{"model":"alpha","input":"x"}""");
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    private static float[] Vector(JsonNode item) => [.. item["embedding"]!.AsArray().Select(static part => (float)part!)];

    private static double Cosine(float[] a, float[] b) => a.Zip(b).Sum(static pair => pair.First * pair.Second);

    private static async Task<JsonNode> EmbedAsync(ReplayServerFixture fixture, string body)
    {
        using var response = await PostAsync(fixture, body);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static async Task<HttpResponseMessage> PostAsync(ReplayServerFixture fixture, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await fixture.Client.PostAsync("v1/embeddings", content);
    }
}
