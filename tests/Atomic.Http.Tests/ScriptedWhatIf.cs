using Atomic.Core.Markets;
using Atomic.Core.WhatIf;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.WhatIf;

namespace Atomic.Http.Tests;

/// <summary>What-if over no traffic, unless a test scripts something else.</summary>
public sealed class ScriptedWhatIf : IWhatIfService
{
    public List<WhatIfQuery> Queries { get; } = [];

    public Func<WhatIfQuery, Result<WhatIfAnswer>> Answer { get; set; } = static query => new WhatIfAnswer(
        query.Kind,
        query.Since,
        query.Until,
        new WhatIfTraffic { Read = 0, Running = 0, Cancelled = 0, Broken = 0, Judges = 0 },
        new WhatIfStudy(query.Policy, new Market([])).Report());

    public Task<Result<WhatIfAnswer>> AskAsync(WhatIfQuery query, CancellationToken cancellationToken)
    {
        lock (Queries) Queries.Add(query);
        return Task.FromResult(Answer(query));
    }
}
