using System.ClientModel;
using System.Text.Json;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;
using OpenAI;
using OpenAI.Chat;

namespace Atomic.Acceptance.Tests.OpenAi;

/// <summary>What the official .NET client sees, without any change but its endpoint.</summary>
/// <param name="server">The server.</param>
[Collection(OpenAiCollection.Name)]
public sealed class DotNetSdkTests(OpenAiServer server)
{
    private static readonly string Model = Stall.First(OpenAiServer.Chat);

    [Fact]
    public async Task Chat_Completed_HasAnswerUsageAndHeaders()
    {
        var completion = await Chat(Model).CompleteChatAsync([new UserChatMessage(TestRecording.Question(20))], new ChatCompletionOptions { Temperature = 0, MaxOutputTokenCount = 100 });

        completion.Value.Content[0].Text.ShouldBe(TestRecording.Answer(20));
        completion.Value.FinishReason.ShouldBe(ChatFinishReason.Stop);
        completion.Value.Usage.TotalTokenCount.ShouldBeGreaterThan(0);
        completion.Value.Id.ShouldStartWith("chatcmpl-");
        var headers = completion.GetRawResponse().Headers;
        headers.TryGetValue("x-atomic-bidder", out var bidder).ShouldBeTrue();
        bidder.ShouldBe(Model);
        headers.TryGetValue("x-request-id", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Chat_Streamed_ArrivesInPiecesWithUsage()
    {
        var (text, pieces, usage) = ("", 0, 0);
        await foreach (var update in Chat(Model).CompleteChatStreamingAsync([new UserChatMessage(TestRecording.Question(21))]))
        {
            foreach (var part in update.ContentUpdate)
                text += part.Text;
            pieces++;
            usage = Math.Max(usage, update.Usage?.TotalTokenCount ?? 0);
        }

        text.ShouldBe(TestRecording.Answer(21));
        pieces.ShouldBeGreaterThan(3);
        usage.ShouldBeGreaterThan(0, "the client asks for the usage by itself");
    }

    [Fact]
    public async Task Chat_JsonSchema_IsMet()
    {
        var completion = await Chat(Model).CompleteChatAsync(
            [new UserChatMessage(TestRecording.Invoice)],
            new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("routing", BinaryData.FromString(Request.TeamSchema), jsonSchemaIsStrict: true) });

        using var json = JsonDocument.Parse(completion.Value.Content[0].Text);
        json.RootElement.GetProperty("team").GetString().ShouldBe("billing");
    }

    [Fact]
    public async Task Chat_Tools_AreCalled()
    {
        var options = new ChatCompletionOptions { Tools = { ChatTool.CreateFunctionTool("look_up", null, BinaryData.FromString("""{"type":"object","properties":{"input":{"type":"string"}}}""")) } };

        var completion = await Chat(Model).CompleteChatAsync([new UserChatMessage(TestRecording.Question(22))], options);

        completion.Value.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        completion.Value.ToolCalls.ShouldHaveSingleItem().FunctionName.ShouldBe("look_up");
    }

    [Fact]
    public async Task Chat_JsonSchemaBesideTools_ToolIsCalledAndTheAnswerAfterItMeetsTheSchema()
    {
        var options = new ChatCompletionOptions
        {
            Tools = { ChatTool.CreateFunctionTool("look_up", null, BinaryData.FromString("""{"type":"object","properties":{"input":{"type":"string"}}}""")) },
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("routing", BinaryData.FromString(Request.TeamSchema), jsonSchemaIsStrict: true),
        };
        List<ChatMessage> messages = [new UserChatMessage(TestRecording.Invoice)];

        var asking = (await Chat(Model).CompleteChatAsync(messages, options)).Value;
        asking.FinishReason.ShouldBe(ChatFinishReason.ToolCalls);
        messages.AddRange([new AssistantChatMessage(asking), new ToolChatMessage(asking.ToolCalls.ShouldHaveSingleItem().Id, "It is on its way.")]);
        var answer = (await Chat(Model).CompleteChatAsync(messages, options)).Value;

        answer.Content[0].Text.ShouldBe("""{"team":"billing"}""");
    }

    [Theory]
    [InlineData("gpt-none", "sk-anything", 404)]
    [InlineData("atomic", "atomic_0123456789abcdef_wrong", 401)]
    [InlineData("atomic/" + OpenAiServer.Broke, "sk-anything", 429)]
    public async Task Chat_Refused_HasTheStatusAndTheReason(string model, string key, int status)
    {
        var failure = await Should.ThrowAsync<ClientResultException>(() => Chat(model, key).CompleteChatAsync(new UserChatMessage(TestRecording.Question(23))));

        failure.Status.ShouldBe(status);
        failure.Message.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Embeddings_OfOneModel_AreMade()
    {
        var vectors = await Client().GetEmbeddingClient("vectors").GenerateEmbeddingsAsync(["red bicycle", "blue bicycle"]);

        vectors.Value.Count.ShouldBe(2);
        vectors.Value[0].ToFloats().Length.ShouldBe(vectors.Value[1].ToFloats().Length);
        vectors.Value.Usage.InputTokenCount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Models_Listed_HaveHouseAndBidders()
    {
        var models = await Client().GetOpenAIModelClient().GetModelsAsync();

        models.Value.Select(static model => model.Id).ShouldContain("atomic");
        models.Value.Select(static model => model.Id).ShouldContain(Model);
    }

    [Fact]
    public async Task Responses_Created_HaveText()
    {
#pragma warning disable OPENAI001 // the client of the Responses API is marked experimental in the SDK
        var response = await Client().GetResponsesClient().CreateResponseAsync(Model, TestRecording.Question(24));

        response.Value.GetOutputText().ShouldBe(TestRecording.Answer(24));
#pragma warning restore OPENAI001
    }

    private OpenAIClient Client(string key = "sk-anything")
    {
        AcceptanceHost.SkipUnlessLocal();
        return new OpenAIClient(new ApiKeyCredential(key), new OpenAIClientOptions { Endpoint = new Uri(server.Process.BaseUrl, "v1") });
    }

    private ChatClient Chat(string model, string key = "sk-anything") => Client(key).GetChatClient(model);
}
