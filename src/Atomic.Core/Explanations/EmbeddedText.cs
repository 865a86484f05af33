namespace Atomic.Core.Explanations;

/// <summary>The texts of this folder that are embedded in the assembly.</summary>
internal static class EmbeddedText
{
    /// <summary>The text of that file, with LF line ends whatever the checkout made of them.</summary>
    /// <param name="name">The file's name.</param>
    /// <exception cref="InvalidOperationException">The assembly was built without it.</exception>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream($"Atomic.Core.Explanations.{name}")
            ?? throw new InvalidOperationException($"The resource {name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
