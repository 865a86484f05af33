using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Atomic.Cli.Tests.Telemetry;

/// <summary>Models that answer and fail in every way, and quote in each of them what they were sent: prompt and key.</summary>
internal sealed class TalkativeModels : IAsyncDisposable
{
    public const string Answers = "answers";

    private readonly WebApplication _app;

    private TalkativeModels()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/v1/chat/completions", AnswerAsync);
    }

    /// <summary>A model for each way to fail; each has a bidder and a kind of its name.</summary>
    public static IReadOnlyList<string> Failing { get; } = ["refuses", "filters", "rejects", "fails", "rambles", "misses-the-schema", "is-no-json", "hangs-up"];

    /// <summary>The <c>traceparent</c> headers that the models were sent.</summary>
    public ConcurrentQueue<string> TraceParents { get; } = new();

    public static async Task<TalkativeModels> StartAsync()
    {
        var models = new TalkativeModels();
        await models._app.StartAsync();
        return models;
    }

    /// <summary>A market with a bidder per model, each for the kind of its name.</summary>
    public string Configuration() => JsonSerializer.Serialize(new
    {
        Atomic = new
        {
            Market = new
            {
                Endpoints = new { models = new { BaseUrl = _app.Urls.First() + "/v1", Canaries.ApiKey, MaxRetries = 0 } },
                Bidders = Failing.Append(Answers).Select(static model => new
                {
                    Id = model, Endpoint = "models", Model = model, Kinds = new[] { model }, Price = new { InputUsdPerMTok = 1, OutputUsdPerMTok = 1 },
                }),
                Specialists = new { Enabled = false },
            },
        },
    });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        TraceParents.Enqueue(context.Request.Headers["traceparent"].ToString());
        using var request = await JsonDocument.ParseAsync(context.Request.Body);
        var model = request.RootElement.GetProperty("model").GetString()!;
        var quote = $"{request.RootElement.GetProperty("messages")} {context.Request.Headers.Authorization}";
        var (status, body) = model switch
        {
            Answers => (200, Completion($$"""{"team":"{{Canaries.Output}}"}""")),
            "refuses" => (200, Completion(null, refusal: quote)),
            "filters" => (400, Error("content_filter", quote)),
            "rejects" => (401, Error("invalid_api_key", $"Incorrect API key provided: {quote}")),
            "fails" => (500, Error("server_error", quote)),
            "rambles" => (200, $"<html>{quote}</html>"),
            "misses-the-schema" => (200, Completion($$"""{"{{Canaries.Output}}":1}""")),
            "is-no-json" => (200, Completion($"{Canaries.Output} {quote}")),
            _ => (0, ""),
        };
        if (status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }

    private static string Completion(string? content, string? refusal = null) => JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1,
        model = "served",
        choices = new[] { new { index = 0, message = new { role = "assistant", content, refusal }, finish_reason = "stop" } },
        usage = new { prompt_tokens = 21, completion_tokens = 3, total_tokens = 24 },
    });

    private static string Error(string code, string message) => JsonSerializer.Serialize(new { error = new { message, type = "error", param = message, code } });
}
