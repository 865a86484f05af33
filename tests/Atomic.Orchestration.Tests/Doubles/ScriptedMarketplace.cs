using Atomic.Core.Markets;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Tests.Doubles;

internal sealed class ScriptedMarketplace(params ScriptedBidder[] bidders) : IMarketplace
{
    public Market Market { get; } = new(bidders.Select(static bidder => bidder.Definition));

    public IInputEmbedder? Embedder { get; set; }

    public IBidder? Find(string bidderId) => bidders.FirstOrDefault(bidder => bidder.Definition.Id == bidderId);

    public int CountInputTokens(MicrotaskPayload payload) => InputText.Of(payload.Input).Length / 4;
}
