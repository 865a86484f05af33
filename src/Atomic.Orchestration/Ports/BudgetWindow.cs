using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Orchestration.Ports;

/// <summary>How often a budget renews, by the calendar in UTC.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<BudgetWindow>))]
public enum BudgetWindow
{
    /// <summary>Never: the limit is for good.</summary>
    None,

    /// <summary>At every full hour.</summary>
    Hour,

    /// <summary>At midnight.</summary>
    Day,

    /// <summary>On the first of the month at midnight.</summary>
    Month,
}
