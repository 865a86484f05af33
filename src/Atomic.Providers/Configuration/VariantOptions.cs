namespace Atomic.Providers.Configuration;

/// <summary>
/// A prompt variant: another prompt for bidders that are configured already, <c>Atomic:Market:Variants:N</c>. Each bidder that it is for bids once more with it, under the
/// id <c>BIDDER:NAME</c>, with the same deployment, prices, limits and quotas, and a track record of its own.
/// </summary>
public sealed class VariantOptions
{
    /// <summary>Its name, 1 to 32 characters of <c>a-z 0-9 - _ .</c>, unique for each bidder; required.</summary>
    public string Name
    {
        get;
        set => field = value ?? ""; // JSON's null is bound as such
    } = "";

    /// <summary>The ids of the bidders that it is for. Default: every bidder that answers and does one of its kinds.</summary>
    public List<string> Bidders
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>The kinds that it is for, each a kind that its bidders do. Default: those of its bidders.</summary>
    public List<string> Kinds
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>
    /// The prompt in place of the microtask's instructions, where <c>{instructions}</c> stands for those; 1 to 32,768 characters; required where it shows no
    /// <see cref="Demonstrations"/>. It replaces <see cref="BidderOptions.Instructions"/> of its bidders. Default: theirs.
    /// </summary>
    public string? Instructions { get; set; }

    /// <summary>The verified examples that it shows before the input: it sends the model what other callers of the same tenant had sent. Default: none.</summary>
    public DemonstrationOptions? Demonstrations { get; set; }
}
