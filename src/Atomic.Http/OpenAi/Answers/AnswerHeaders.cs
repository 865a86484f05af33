using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.OpenAi.Answers;

/// <summary>The headers by which an answer tells how it came about.</summary>
internal static class AnswerHeaders
{
    /// <summary>Says which microtask it is and where it is explained.</summary>
    /// <param name="context">The request.</param>
    /// <param name="id">The microtask's id.</param>
    public static void WriteId(HttpContext context, string id)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers["x-atomic-id"] = id;
        headers["x-atomic-explanation"] = $"{MicrotaskJson.SelfPath(context.Request.PathBase.Value ?? "", id)}/explanation";
    }

    /// <summary>Says who won, as far as that is known.</summary>
    /// <param name="context">The request.</param>
    /// <param name="award">The award; null: there is none yet.</param>
    public static void WriteAward(HttpContext context, AwardView? award)
    {
        if (award is null) return;
        var headers = context.Response.Headers;
        headers["x-atomic-bidder"] = Visible(award.Bidder);
        headers["x-atomic-model"] = Visible(award.ServedModel ?? award.Model);
        headers["x-atomic-plan"] = Visible(award.Plan);
    }

    /// <summary>Says what all attempts cost.</summary>
    /// <param name="context">The request.</param>
    /// <param name="answered">The answer.</param>
    public static void WriteCost(HttpContext context, AnsweredRequest answered) => context.Response.Headers["x-atomic-cost-usd"] = answered.CostUsd;

    // What an endpoint says of itself may be any text, a header's value may not.
    private static string Visible(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : string.Create(text.Length, text, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = from[i] is >= ' ' and <= '~' ? from[i] : '?';
        });
}
