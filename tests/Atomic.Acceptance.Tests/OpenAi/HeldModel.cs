using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atomic.Acceptance.Tests.OpenAi;

/// <summary>A model that streams two tokens and then waits until the test lets it end, or break off.</summary>
public sealed class HeldModel : IAsyncDisposable
{
    /// <summary>What it says before it waits.</summary>
    public const string Beginning = "One two";

    /// <summary>What it says in all, where it is let end.</summary>
    public const string Answer = "One two three.";

    private readonly WebApplication _app;
    private int _asked;
    private int _left;

    private HeldModel(WebApplication app) => _app = app;

    /// <summary>Where OpenAI's protocol begins.</summary>
    public Uri BaseUrl { get; private set; } = new("http://127.0.0.1");

    /// <summary>What becomes of streams that wait: true lets them end, false breaks them off.</summary>
    public TaskCompletionSource<bool> Release { get; private set; } = New();

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>How often its caller hung up on it.</summary>
    public int Left => Volatile.Read(ref _left);

    public static async Task<HeldModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var model = new HeldModel(builder.Build());
        model._app.Run(model.AnswerAsync);
        await model._app.StartAsync();
        model.BaseUrl = new Uri(new Uri(model._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "v1");
        return model;
    }

    /// <summary>Lets the streams to come wait again.</summary>
    public void Hold() => Release = New();

    public async ValueTask DisposeAsync()
    {
        Release.TrySetResult(false);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _asked);
        var release = Release;
        using var body = new StreamReader(context.Request.Body);
        var isStream = (await body.ReadToEndAsync()).Contains("\"stream\":true", StringComparison.Ordinal);
        if (!isStream)
        {
            await context.Response.WriteAsJsonAsync(new
            {
                id = "x", @object = "chat.completion", created = 1, model = "held-1",
                choices = new[] { new { index = 0, message = new { role = "assistant", content = Answer }, finish_reason = "stop" } },
                usage = new { prompt_tokens = 5, completion_tokens = 4, total_tokens = 9 },
            });
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await SendAsync(context, """{"role":"assistant","content":""}""");
        await SendAsync(context, """{"content":"One"}""");
        await SendAsync(context, """{"content":" two"}""");
        try
        {
            if (!await release.Task.WaitAsync(context.RequestAborted))
            {
                context.Abort();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _left);
            return;
        }

        await SendAsync(context, """{"content":" three."}""");
        await SendAsync(context, "{}", "\"stop\"");
        await context.Response.WriteAsync("""data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"held-1","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":4,"total_tokens":9}}""" + "\n\ndata: [DONE]\n\n");
    }

    private static async Task SendAsync(HttpContext context, string delta, string reason = "null")
    {
        await context.Response.WriteAsync($$$"""data: {"id":"x","object":"chat.completion.chunk","created":1,"model":"held-1","choices":[{"index":0,"delta":{{{delta}}},"finish_reason":{{{reason}}}}]}""" + "\n\n");
        await context.Response.Body.FlushAsync();
    }

    private static TaskCompletionSource<bool> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
