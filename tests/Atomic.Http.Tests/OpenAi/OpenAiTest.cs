using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Tests.OpenAi;

/// <summary>A server whose market has two deployments of one model, a model for one kind, and two embedding models.</summary>
public abstract class OpenAiTest : HttpTest
{
    protected const string Chat = "/v1/chat/completions";
    protected const string Hello = """{"model":"atomic","messages":[{"role":"user","content":"Hello"}]}""";

    protected OpenAiTest()
    {
        Service.Market = Samples.Market with
        {
            Bidders =
            [
                Bidder("gpt-eu", "gpt"),
                Bidder("gpt-us", "gpt"),
                Bidder("router", "router-1") with { Kinds = ["email-routing"] },
                Bidder("vectors-eu", "vectors") with { Operation = Operation.Embeddings },
                Bidder("vectors-us", "vectors") with { Operation = Operation.Embeddings },
                Bidder("azure/other", "other-vectors") with { Operation = Operation.Embeddings },
            ],
        };
        Answers(JsonSerializer.SerializeToElement("Hi there."));
    }

    /// <summary>The id of the first answer, without the beginning that tells what it is.</summary>
    protected static string FirstNumber => ScriptedService.FirstId["mt-".Length..];

    protected static long Created => Samples.Time.ToUnixTimeSeconds();

    protected MicrotaskSubmission Submitted => Service.Submissions.ShouldHaveSingleItem();

    /// <summary>Scripts what microtasks end with.</summary>
    protected void Answers(JsonElement output, string? finishReason = "stop") => Service.End = view => view with
    {
        Output = output,
        FinishReason = finishReason,
        Usage = new TokenUsage(9, 3),
    };

    /// <summary>Scripts that microtasks end without an answer, and why.</summary>
    protected void Fails(MicrotaskStatus status, DecisionRecord? record = null, string detail = "It went wrong.")
    {
        Service.End = view => view with { Status = status, Output = null, Detail = detail };
        Service.Record = _ => record;
    }

    /// <summary>A record with bids that were not made and attempts.</summary>
    protected static DecisionRecord RecordOf(IReadOnlyList<NoBid> noBids, params IReadOnlyList<Attempt> attempts) => new()
    {
        Microtask = new Microtask { Id = ScriptedService.FirstId, Kind = "chat", Input = JsonSerializer.SerializeToElement("x"), Policy = new Policy() },
        SubmittedAt = Samples.Time,
        Status = MicrotaskStatus.Failed,
        Book = new BidBook { Bids = [], NoBids = noBids, MarketVersion = "1", TrackRecordVersion = 0 },
        Attempts = attempts,
    };

    /// <summary>The error's members, after a check of what all errors have in common.</summary>
    protected static async Task<JsonElement> ErrorAsync(HttpResponseMessage response, int status, string code, string? param = null)
    {
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        Header(response, "x-request-id").ShouldNotBeNullOrEmpty();
        var error = JsonDocument.Parse(text).RootElement.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe(code, text);
        error.GetProperty("param").GetString().ShouldBe(param, text);
        error.GetProperty("type").GetString().ShouldNotBeNullOrWhiteSpace();
        error.GetProperty("message").GetString()!.TrimEnd()[^1].ShouldBeOneOf('.', '?', ')');
        return error;
    }

    /// <summary>A request with more members than model and messages.</summary>
    protected static string With(string members, string model = "atomic") =>
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Hello"}],{{members}}}""";

    protected static Bidder Bidder(string id, string model) =>
        new() { Id = id, Model = model, Source = BidderSource.OpenAiCompatible, Price = TokenPrice.Free };
}
