using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Errors;
using Atomic.Core.Microtasks;
using Atomic.Http.OpenAi.Requests;
using Atomic.Http.Problems;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;

namespace Atomic.Http.OpenAi.Embeddings;

/// <summary>Reads the body of <c>POST /v1/embeddings</c>.</summary>
internal static class EmbeddingRequestReader
{
    /// <summary>The kind of embeddings that nobody names a kind for.</summary>
    public const string DefaultKind = "embeddings";

    private const string MixedVectors = "mixed-vectors";

    /// <summary>The request, or the first problem.</summary>
    /// <param name="root">The body, safe to read.</param>
    /// <param name="scene">What it is read against.</param>
    public static Result<OpenAiRequest> Read(JsonElement root, RequestScene scene)
    {
        if (EmbeddingParameters.All.FindFault(root) is { } fault) return fault;
        if (EmbeddingInput.FindFault(root.Find("input")) is { } inputFault) return inputFault;
        var payload = new MicrotaskPayload(null, root.Find("input")!.Value.Clone(), null)
        {
            Operation = Operation.Embeddings,
            Parameters = EmbeddingParameters.All.Passed(root),
        };
        if (!SubmissionReader.Read(root, scene, payload, DefaultKind).TryGet(out var request, out var problem)) return problem;
        if (FindFaultOfVectors(request.Submission, scene) is { } mixed) return mixed;
        return request with { Base64 = root.Find("encoding_format") is { } format && format.ValueEquals("base64"u8) };
    }

    // Vectors of different models lie in different spaces. A store filled by whichever model won would answer every search wrongly, and without a word.
    private static Problem? FindFaultOfVectors(MicrotaskSubmission submission, RequestScene scene)
    {
        var header = AtomicSettings.HeaderPrefix + MixedVectors;
        if (scene.Headers[header] is { Count: > 0 } allowed)
            return allowed == "allow" ? null : new Problem(HttpErrorCodes.InvalidHeader, $"{header} must be \"allow\"; leave it out to get vectors of one model.");
        var models = scene.Market.Bidders
            .Where(bidder => Eligibility.Check(bidder, submission.Kind, submission.Policy, inputTokens: 0, Operation.Embeddings) is null)
            .Select(static bidder => bidder.Model)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        return models.Count <= 1
            ? null
            : new Problem(
                ErrorCodes.InvalidField,
                $"Vectors of different models cannot be compared, and any of {string.Join(", ", models)} could win; name one of them as the model, or send {header}: allow if you compare none.",
                "/model");
    }
}
