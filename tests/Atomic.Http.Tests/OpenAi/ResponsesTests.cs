using System.Text.Json;
using Atomic.Core.Microtasks;

namespace Atomic.Http.Tests.OpenAi;

public sealed class ResponsesTests : OpenAiTest
{
    private const string Path = "/v1/responses";

    [Fact]
    public async Task Create_Text_IsTheProtocolsResponse()
    {
        using var response = await PostAsync(Path, """{"model":"atomic","input":"Hello","instructions":"Be short.","max_output_tokens":50,"temperature":0.5,"top_p":1,"metadata":{"ticket":"17"},"store":false,"tools":[],"reasoning":{"effort":"low"}}""");

        (await response.Content.ReadAsStringAsync()).ShouldBe(
            $$$"""{"id":"resp_{{{FirstNumber}}}","object":"response","created_at":{{{Created}}},"status":"completed","error":null,"incomplete_details":null,"instructions":"Be short.","max_output_tokens":50,"model":"small-model-7","output":[{{{Message("Hi there.")}}}],"parallel_tool_calls":false,"previous_response_id":null,"store":false,"temperature":0.5,"text":{"format":{"type":"text"}},"tool_choice":"auto","tools":[],"top_p":1,"truncation":"disabled","usage":{"input_tokens":9,"input_tokens_details":{"cached_tokens":0},"output_tokens":3,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":12},"metadata":{"ticket":"17"},"atomic":{"id":"{{{ScriptedService.FirstId}}}","bidder":"small","model":"small-model","plan":"Single(small)","costUsd":0.0001,"explanation":"/api/microtasks/{{{ScriptedService.FirstId}}}/explanation"}}""");
        Submitted.Kind.ShouldBe("chat");
        Submitted.Payload.Instructions.ShouldBe("Be short.");
        Submitted.Payload.Input.GetString().ShouldBe("Hello");
        Submitted.Payload.Parameters!.Value.GetRawText().ShouldBe("""{"temperature":0.5,"top_p":1,"max_completion_tokens":50,"reasoning_effort":"low"}""");
        Header(response, "x-atomic-bidder").ShouldBe("small");
    }

    [Fact]
    public async Task Create_Items_BecomeMessages()
    {
        using var response = await PostAsync(Path, """{"model":"atomic","input":[{"role":"user","content":"a"},{"type":"message","role":"assistant","status":"completed","id":"msg_1","content":[{"type":"output_text","text":"b","annotations":[]}]},{"role":"user","content":[{"type":"input_text","text":"c"},{"type":"input_text","text":"d"}]}]}""");

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
        Submitted.Payload.Input.GetRawText().ShouldBe("""[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"c\nd"}]""");
    }

    [Fact]
    public async Task Create_JsonSchema_HoldsTheAnswerToIt()
    {
        Answers(JsonDocument.Parse("""{"team":"billing"}""").RootElement);

        using var response = await PostAsync(Path, """{"model":"atomic","input":"x","text":{"format":{"type":"json_schema","name":"routing","strict":true,"schema":{"type":"object"}}}}""");

        Submitted.Payload.OutputSchema!.Value.GetRawText().ShouldBe("""{"type":"object"}""");
        Submitted.Payload.Parameters!.Value.GetRawText().ShouldBe("""{"response_format":{"type":"json_schema","json_schema":{"name":"routing","strict":true}}}""");
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString().ShouldBe("""{"team":"billing"}""");
        json.RootElement.GetProperty("text").GetProperty("format").GetProperty("type").GetString().ShouldBe("json_schema");
    }

    [Fact]
    public async Task Create_CutOff_IsIncomplete()
    {
        Answers(JsonSerializer.SerializeToElement("Hi"), "length");

        using var response = await PostAsync(Path, """{"model":"atomic","input":"x"}""");

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("status").GetString().ShouldBe("incomplete");
        json.RootElement.GetProperty("incomplete_details").GetProperty("reason").GetString().ShouldBe("max_output_tokens");
    }

    [Theory]
    [InlineData("\"previous_response_id\":\"resp_1\"", "previous_response_id")]
    [InlineData("\"conversation\":\"c\"", "conversation")]
    [InlineData("\"store\":true", "store")]
    [InlineData("\"background\":true", "background")]
    [InlineData("\"tools\":[{\"type\":\"web_search\"}]", "tools")]
    [InlineData("\"truncation\":\"auto\"", "truncation")]
    [InlineData("\"include\":[\"x\"]", "include")]
    [InlineData("\"prompt\":{\"id\":\"p\"}", "prompt")]
    [InlineData("\"text\":{\"format\":{\"type\":\"xml\"}}", "text.format.type")]
    [InlineData("\"max_output_tokens\":0", "max_output_tokens")]
    public async Task Create_WhatNeedsStateOrTools_IsRefusedWithASentence(string member, string param)
    {
        using var response = await PostAsync(Path, $$"""{"model":"atomic","input":"x",{{member}}}""");

        await ErrorAsync(response, 400, "invalid_value", param);
    }

    [Theory]
    [InlineData("""{"model":"atomic"}""", "input")]
    [InlineData("""{"model":"atomic","input":[]}""", "input")]
    [InlineData("""{"model":"atomic","input":[{"type":"item_reference","id":"x"}]}""", "input[0].type")]
    [InlineData("""{"model":"atomic","input":[{"role":"user","content":[{"type":"input_image"}]}]}""", "input[0].content[0]")]
    public async Task Create_InputThatCannotBeTaken_Is400AndNamesIt(string body, string param)
    {
        using var response = await PostAsync(Path, body);

        await ErrorAsync(response, 400, "invalid_value", param);
    }

    [Fact]
    public async Task Stream_Answered_IsTheProtocolsEventsInOrder()
    {
        using var response = await PostAsync(Path, """{"model":"atomic","input":"Hello","stream":true}""");

        var events = EventsOf(await response.Content.ReadAsStringAsync());
        events.Select(static item => item.Name).ShouldBe(
        [
            "response.created", "response.in_progress", "response.output_item.added", "response.content_part.added", "response.output_text.delta",
            "response.output_text.done", "response.content_part.done", "response.output_item.done", "response.completed",
        ]);
        events.Select(static item => item.Data.GetProperty("type").GetString()).ShouldBe(events.Select(static item => item.Name));
        events.Select(static item => item.Data.GetProperty("sequence_number").GetInt32()).ShouldBe(Enumerable.Range(0, events.Count));
        events[0].Data.GetProperty("response").GetProperty("status").GetString().ShouldBe("in_progress");
        events[4].Data.GetRawText().ShouldBe(
            $$"""{"type":"response.output_text.delta","sequence_number":4,"item_id":"msg_{{FirstNumber}}","output_index":0,"content_index":0,"delta":"Hi there.","logprobs":[]}""");
        events[^2].Data.GetProperty("item").GetRawText().ShouldBe(Message("Hi there."));
        events[^1].Data.GetProperty("response").GetProperty("usage").GetProperty("total_tokens").GetInt32().ShouldBe(12);
        events[^1].Data.GetProperty("response").GetProperty("atomic").GetProperty("bidder").GetString().ShouldBe("small");
    }

    [Fact]
    public async Task Stream_FailureBeforeTheFirstPiece_HasItsStatus()
    {
        Fails(MicrotaskStatus.NoAward, RecordOf([]));

        using var response = await PostAsync(Path, """{"model":"atomic","input":"Hello","stream":true}""");

        await ErrorAsync(response, 400, "no_eligible_bidder");
    }

    private static string Message(string text) =>
        $$"""{"type":"message","id":"msg_{{FirstNumber}}","status":"completed","role":"assistant","content":[{"type":"output_text","text":"{{text}}","annotations":[],"logprobs":[]}]}""";

    private static List<(string Name, JsonElement Data)> EventsOf(string text) =>
    [
        .. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(static frame => frame.Split('\n'))
            .Select(static lines => (lines[0]["event: ".Length..], JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement)),
    ];
}
