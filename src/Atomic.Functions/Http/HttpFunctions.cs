using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Atomic.Functions.Http;

/// <summary>
/// A trigger for each path of the house's HTTP surface. They are anonymous to Functions because the house's own access control stands in front of each
/// handler. Durable Task's management links carry system keys: none is ever made or handed out here.
/// </summary>
/// <param name="surface">The surface.</param>
public sealed class HttpFunctions(HttpSurface surface)
{
    /// <summary>Submits and lists.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("Microtasks")]
    public Task<IResult> MicrotasksAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/microtasks")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/api/microtasks", request, client);

    /// <summary>Shows and cancels one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("MicrotaskById")]
    public Task<IResult> MicrotaskByIdAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/microtasks/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/api/microtasks/{id}", request, client);

    /// <summary>Explains one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("Explanation")]
    public Task<IResult> ExplanationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/microtasks/{id}/explanation")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/api/microtasks/{id}/explanation", request, client);

    /// <summary>Takes feedback on one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("Feedback")]
    public Task<IResult> FeedbackAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/microtasks/{id}/feedback")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/api/microtasks/{id}/feedback", request, client);

    /// <summary>Shows the market.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("Market")]
    public Task<IResult> MarketAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/market")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/api/market", request, client);

    /// <summary>Tells how bids for a kind held against what came.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("Calibration")]
    public Task<IResult> CalibrationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/kinds/{kind}/calibration")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/api/kinds/{kind}/calibration", request, client);

    /// <summary>Tells what another policy would have cost and earned over recorded traffic.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("WhatIf")]
    public Task<IResult> WhatIfAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/what-if")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/api/what-if", request, client);

    /// <summary>Lists what failed: orchestrations, and messages that were given up.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("Failures")]
    public Task<IResult> FailuresAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/failures")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/api/failures", request, client);

    /// <summary>Drops a message that was given up.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("FailedMessage")]
    public Task<IResult> FailedMessageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/failures/messages/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/api/failures/messages/{id}", request, client);

    /// <summary>Puts a message that was given up back.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("RetriedMessage")]
    public Task<IResult> RetriedMessageAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/failures/messages/{id}/retry")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/api/failures/messages/{id}/retry", request, client);

    /// <summary>Makes and lists API keys.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("ApiKeys")]
    public Task<IResult> ApiKeysAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/keys")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/api/keys", request, client);

    /// <summary>Takes an API key back.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("ApiKeyById")]
    public Task<IResult> ApiKeyByIdAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/keys/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/api/keys/{id}", request, client);

    /// <summary>Answers a chat as OpenAI does.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("ChatCompletions")]
    public Task<IResult> ChatCompletionsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "v1/chat/completions")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/v1/chat/completions", request, client);

    /// <summary>Answers a response as OpenAI does.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("Responses")]
    public Task<IResult> ResponsesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "v1/responses")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/v1/responses", request, client);

    /// <summary>Makes embeddings as OpenAI does.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("Embeddings")]
    public Task<IResult> EmbeddingsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "v1/embeddings")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/v1/embeddings", request, client);

    /// <summary>Lists the models as OpenAI does.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("Models")]
    public Task<IResult> ModelsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "v1/models")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/v1/models", request, client);

    /// <summary>Shows a model as OpenAI does; names have slashes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("ModelByName")]
    public Task<IResult> ModelByNameAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "v1/models/{*model}")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/v1/models/{*model}", request, client);

    /// <summary>Tells that the worker is up.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("Healthz")]
    public Task<IResult> HealthzAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "healthz")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/healthz", request, client);

    /// <summary>Tells whether work can be taken.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("Readyz")]
    public Task<IResult> ReadyzAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "readyz")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/readyz", request, client);

    /// <summary>Describes the surface.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("OpenApi")]
    public Task<IResult> OpenApiAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "openapi.json")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/openapi.json", request, client);

    /// <summary>Describes explanations.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("ExplanationSchema")]
    public Task<IResult> ExplanationSchemaAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "schemas/explanation.v1.json")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerAsync("/schemas/explanation.v1.json", request, client);

    /// <summary>The start page, and 404 for every path that is not there. Functions' own paths, <c>/admin</c> and <c>/runtime</c>, come before it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="client">The invocation's client.</param>
    [Function("Elsewhere")]
    public Task<IResult> ElsewhereAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        surface.AnswerElsewhereAsync(request, client);
}
