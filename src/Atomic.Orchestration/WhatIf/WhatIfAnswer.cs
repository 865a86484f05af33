using Atomic.Core.WhatIf;

namespace Atomic.Orchestration.WhatIf;

/// <summary>What another policy would have cost and earned over recorded traffic.</summary>
/// <param name="Kind">The kind; null: any.</param>
/// <param name="Since">From when; null: from the beginning.</param>
/// <param name="Until">Until when; null: until now.</param>
/// <param name="Traffic">What was read.</param>
/// <param name="Report">What it tells.</param>
public sealed record WhatIfAnswer(string? Kind, DateTimeOffset? Since, DateTimeOffset? Until, WhatIfTraffic Traffic, WhatIfReport Report);
