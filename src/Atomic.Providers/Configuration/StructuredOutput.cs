namespace Atomic.Providers.Configuration;

/// <summary>How an output schema is asked for.</summary>
public enum StructuredOutput
{
    /// <summary>As <c>response_format</c>: the server constrains the answer.</summary>
    Strict,

    /// <summary>In the prompt: the model is asked, the answer is verified afterwards.</summary>
    Prompt,

    /// <summary>Not at all: the bidder is not asked where there is an output schema.</summary>
    None,
}
