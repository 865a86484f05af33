using Atomic.Core.Markets;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;

namespace Atomic.Http.Tests;

/// <summary>The market of the scripted service.</summary>
internal sealed class ScriptedMarketplace(ScriptedService service) : IMarketplace
{
    public Market Market => new(service.Market.Bidders);

    public IBidder? Find(string bidderId) => null;

    public int CountInputTokens(MicrotaskPayload payload) => 1;
}
