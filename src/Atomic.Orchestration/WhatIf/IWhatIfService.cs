using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.WhatIf;

/// <summary>Tells what another policy would have cost and earned over recorded traffic.</summary>
public interface IWhatIfService
{
    /// <summary>
    /// Reads the tenant's ended microtasks from durable history, the newest first, and asks each what the policy would have made of its bids. Nothing is called or spent.
    /// </summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, also where there is too little to tell; or the problem that another question is being worked on.</returns>
    Task<Result<WhatIfAnswer>> AskAsync(WhatIfQuery query, CancellationToken cancellationToken);
}
