using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Http.Problems;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Models;

/// <summary>
/// The names that <c>model</c> may have: <c>atomic</c> (the whole market), <c>atomic/PRESET</c>, <c>atomic/KIND</c>, the id of a bidder, or the name of a
/// model. The last two leave the auction to the deployments of one model, without their prompt variants, each of which is named by its own id.
/// </summary>
internal static class ModelNames
{
    /// <summary>The whole market.</summary>
    public const string House = "atomic";

    private const string Prefix = House + "/";

    /// <summary>What the name means.</summary>
    /// <param name="name">The name.</param>
    /// <param name="market">The market.</param>
    /// <param name="operation">What is to be done; null: whatever the name does.</param>
    /// <returns>What it means, or the problem that nothing has that name.</returns>
    public static Result<ModelName> Resolve(string name, Market market, Operation? operation)
    {
        if (name == House) return ModelName.Any;
        if (name.StartsWith(Prefix, StringComparison.Ordinal) && FindScope(name[Prefix.Length..], market) is { } scope) return scope;
        var named = market.Find(name);
        var model = named?.Model ?? name;

        // Who names a model wants its own manners: another prompt for it is used where it is named itself.
        var deployments = named?.Prompt?.Of is null
            ? market.Bidders.Where(bidder => bidder.Model == model && bidder.Source != BidderSource.Specialist && bidder.Prompt?.Of is null).ToList()
            : [named];

        // A specialist has no model that others could serve as well: its id means itself.
        if (deployments.Count == 0 && named is not null) deployments = [named];
        if (deployments.Count == 0) return Unknown(name, market);
        var able = deployments.Where(bidder => operation is null || bidder.Operation == operation).Select(static bidder => bidder.Id).ToList();
        return able.Count > 0 ? new ModelName(null, null, able) : WrongOperation(name, operation!.Value);
    }

    /// <summary>The names that the market offers: the house, its presets, its kinds, its bidders.</summary>
    /// <param name="market">The market.</param>
    public static IReadOnlyList<string> Offered(Market market) =>
    [
        House,
        .. PolicyPresets.Names.Select(static preset => Prefix + preset),
        .. KindsOf(market).Select(static kind => Prefix + kind),
        .. market.Bidders.Select(static bidder => bidder.Id),
    ];

    /// <summary>Whether the name is the house's own, and no bidder's.</summary>
    /// <param name="name">The name.</param>
    public static bool IsOfTheHouse(string name) => name == House || name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The kinds that the market's bidders name, in ordinal order.</summary>
    /// <param name="market">The market.</param>
    public static IReadOnlyList<string> KindsOf(Market market) =>
        [.. market.Bidders.SelectMany(static bidder => bidder.Kinds).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // Where a bidder does every kind any name could be one, so that a misspelled preset would quietly be taken for a kind: what is nearly a preset is refused.
    private static ModelName? FindScope(string scope, Market market)
    {
        if (PolicyPresets.Find(scope) is not null) return new ModelName(scope, null, []);
        if (!KindName.IsValid(scope)) return null;
        var isNamed = market.Bidders.Any(bidder => bidder.Kinds.Contains(scope, StringComparer.Ordinal));
        var isTaken = isNamed || (market.Bidders.Any(static bidder => bidder.Kinds.Count == 0 && bidder.Source != BidderSource.Specialist) && NameSuggestion.Nearest(scope, PolicyPresets.Names) is null);
        return isTaken ? new ModelName(null, scope, []) : null;
    }

    private static Problem Unknown(string name, Market market)
    {
        var known = Offered(market).Concat(market.Bidders.Select(static bidder => bidder.Model)).Distinct(StringComparer.Ordinal).ToList();
        var hint = NameSuggestion.Nearest(name, known) is { } near ? $"did you mean \"{near}\"?" : "use \"atomic\", or one of GET /v1/models.";
        return new Problem(HttpErrorCodes.UnknownModel, $"The model {RequestPointer.Quote(name)} does not exist here; {hint}", "/model");
    }

    private static Problem WrongOperation(string name, Operation operation) => new(
        HttpErrorCodes.UnknownModel,
        operation == Operation.Chat
            ? $"The model {RequestPointer.Quote(name)} makes embeddings and does not answer; ask it by POST /v1/embeddings."
            : $"The model {RequestPointer.Quote(name)} answers and does not make embeddings; name one that does, see GET /api/market.",
        "/model");
}
