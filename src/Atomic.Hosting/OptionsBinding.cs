using Atomic.Core.Errors;
using Microsoft.Extensions.Configuration;

namespace Atomic.Hosting;

/// <summary>Binds sections of the configuration strictly: what cannot be used is refused by name.</summary>
public static class OptionsBinding
{
    /// <summary>Binds a section onto defaults.</summary>
    /// <typeparam name="T">The options.</typeparam>
    /// <param name="configuration">The configuration.</param>
    /// <param name="section">The section's path.</param>
    /// <param name="defaults">What holds where the section says nothing; changed and returned.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public static T BindStrictly<T>(this IConfiguration configuration, string section, T defaults)
        where T : class
    {
        try
        {
            configuration.GetSection(section).Bind(defaults, static binder => binder.ErrorOnUnknownConfiguration = true);
            return defaults;
        }
        catch (InvalidOperationException failure)
        {
            throw new AtomicException(ErrorCodes.InvalidConfiguration, $"{section} cannot be used: {Cause(failure).Message}", failure);
        }
    }

    // The binder wraps a failure once for each list or dictionary that it lies in, and only the innermost says what was wrong.
    private static Exception Cause(Exception failure)
    {
        var cause = failure.InnerException ?? failure;
        while (cause.InnerException is InvalidOperationException inner) cause = inner;
        return cause;
    }

    /// <summary>Binds a section.</summary>
    /// <typeparam name="T">The options.</typeparam>
    /// <param name="configuration">The configuration.</param>
    /// <param name="section">The section's path.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public static T BindStrictly<T>(this IConfiguration configuration, string section)
        where T : class, new() => configuration.BindStrictly(section, new T());
}
