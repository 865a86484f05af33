namespace DurableTask.Core;

public class FailureDetails
{
    public FailureDetails(string errorType, string errorMessage, string? stackTrace, FailureDetails? innerFailure, bool isNonRetriable) =>
        (ErrorType, ErrorMessage, StackTrace, InnerFailure, IsNonRetriable) = (errorType, errorMessage, stackTrace, innerFailure, isNonRetriable);

    public string ErrorType { get; }

    public string ErrorMessage { get; }

    public string? StackTrace { get; }

    public FailureDetails? InnerFailure { get; }

    public bool IsNonRetriable { get; }
}
