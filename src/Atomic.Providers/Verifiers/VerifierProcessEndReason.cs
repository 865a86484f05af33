namespace Atomic.Providers.Verifiers;

/// <summary>Why a program ended.</summary>
internal enum VerifierProcessEndReason
{
    /// <summary>It exited.</summary>
    Exited,

    /// <summary>It could not be started, or not be limited.</summary>
    NotStarted,

    /// <summary>It took too long and was killed.</summary>
    TimeLimit,

    /// <summary>It wrote too much and was killed.</summary>
    OutputLimit,
}
