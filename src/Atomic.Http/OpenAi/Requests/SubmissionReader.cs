using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Http.OpenAi.Models;
using Atomic.Http.Problems;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Requests;

/// <summary>Puts together what all of OpenAI's requests have in common: model, kind, policy, tags, batch.</summary>
internal static class SubmissionReader
{
    /// <summary>The request.</summary>
    /// <param name="root">The body.</param>
    /// <param name="scene">What it is read against.</param>
    /// <param name="payload">What is to be done.</param>
    /// <param name="defaultKind">The kind where nothing names one.</param>
    public static Result<OpenAiRequest> Read(JsonElement root, RequestScene scene, MicrotaskPayload payload, string defaultKind)
    {
        if (!AtomicSettings.Read(scene.Headers, root.Find("metadata")).TryGet(out var settings, out var problem)) return problem;
        if (root.Find("model") is not { } named) return FieldValue.Missing("", "model", "\"atomic\" or another name of GET /v1/models");
        if (named.ValueKind != JsonValueKind.String) return FieldValue.WrongType(named, "/model", "a string");
        var name = named.GetString()!;
        if (!ModelNames.Resolve(name, scene.Market, payload.Operation).TryGet(out var model, out problem)) return problem;
        if (!ReadKind(settings, model, defaultKind).TryGet(out var kind, out problem)) return problem;
        if (!settings.ReadPolicy(model.Preset).TryGet(out var policy, out problem)) return problem;
        if (!Narrow(policy, model, name).TryGet(out policy, out problem)) return problem;
        if (FindFaultOfKind(kind, model, scene, payload.Operation) is { } fault) return fault;
        if (settings.Find("batch") is { } batch && !KindName.IsValid(batch.Text)) return Malformed(batch);
        return new OpenAiRequest
        {
            Model = name,
            Submission = new MicrotaskSubmission
            {
                Kind = kind,
                Payload = payload,
                Policy = policy,
                Tags = settings.Tags,
                Batch = settings.Find("batch")?.Text,
                IdempotencyKey = scene.IdempotencyKey?.Value,
            },
        };
    }

    private static Result<string> ReadKind(AtomicSettings settings, ModelName model, string defaultKind)
    {
        if (settings.Find("kind") is not { } setting) return model.Kind ?? defaultKind;
        if (!KindName.IsValid(setting.Text)) return Malformed(setting);
        return model.Kind is null || model.Kind == setting.Text
            ? setting.Text
            : new Problem(HttpErrorCodes.InvalidHeader, $"{setting.Source} says the kind '{setting.Text}', and the model's name says '{model.Kind}'; send one of them.");
    }

    // The auction is among the named model's deployments; a list of allowed bidders can only make it smaller.
    private static Result<Policy> Narrow(Policy policy, ModelName model, string name)
    {
        if (model.Bidders.Count == 0) return policy;
        IReadOnlyList<string> allowed = policy.Allow.Count == 0 ? model.Bidders : [.. model.Bidders.Where(id => policy.Allow.Contains(id, StringComparer.Ordinal))];
        return allowed.Count > 0
            ? policy with { Allow = allowed }
            : new Problem(ErrorCodes.ImpossiblePolicy, $"The policy allows none of the bidders of the model {RequestPointer.Quote(name)} ({string.Join(", ", model.Bidders)}); allow one of them, or name another model.");
    }

    private static Problem? FindFaultOfKind(string kind, ModelName model, RequestScene scene, Operation operation)
    {
        var bidders = scene.Market.Bidders.Where(bidder => bidder.Operation == operation && (model.Bidders.Count == 0 || model.Bidders.Contains(bidder.Id, StringComparer.Ordinal))).ToList();
        if (bidders.Count == 0 || bidders.Any(bidder => bidder.Does(kind))) return null;
        var kinds = bidders.SelectMany(static bidder => bidder.Kinds).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(20).Select(static name => $"'{name}'");
        return new Problem(
            ErrorCodes.UnknownKind,
            $"No bidder of this model does microtasks of kind '{kind}'; say which kind this is by the header {AtomicSettings.HeaderPrefix}kind or the model {ModelNames.House}/KIND: they do {string.Join(", ", kinds)}.");
    }

    private static Problem Malformed(AtomicSetting setting) =>
        new(HttpErrorCodes.InvalidHeader, $"{setting.Source} must match {KindName.Pattern}.");
}
