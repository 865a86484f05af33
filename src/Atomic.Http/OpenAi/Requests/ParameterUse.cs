namespace Atomic.Http.OpenAi.Requests;

/// <summary>What becomes of a parameter of OpenAI's.</summary>
internal enum ParameterUse
{
    /// <summary>Passed on to the endpoint as it is.</summary>
    Passed,

    /// <summary>Read here.</summary>
    Read,

    /// <summary>Taken, and without effect.</summary>
    Ignored,

    /// <summary>Refused, because what it asks for is not done here.</summary>
    Refused,
}
