namespace Atomic.Providers.Verifiers;

/// <summary>A program that judges answers, section <c>Atomic:Verification:Executables:NAME</c>.</summary>
public sealed class VerifierProgramOptions
{
    /// <summary>The program's full path.</summary>
    public string Path { get; set; } = "";

    /// <summary>Its arguments, each passed as it is: no shell reads them.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>The environment variables that it gets beside <c>PATH</c>: none of the server's own, which may hold keys.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>The folder in which it runs; null: the program's own.</summary>
    public string? WorkingFolder { get; set; }

    /// <summary>How long it may take, in seconds; 0.1 to 600, default 10.</summary>
    public double TimeLimitSeconds { get; set; } = 10;

    /// <summary>How many bytes it may write to standard output, and to standard error; 1 to 16,777,216, default 65,536.</summary>
    public int MaxOutputBytes { get; set; } = 64 * 1024;

    /// <summary>How much address space it and each process that it starts may have, in MiB, on Linux; 0: without limit, else 16 to 1,048,576. Default 1,024.</summary>
    public int MaxMemoryMb { get; set; } = 1024;

    /// <summary>How many seconds of processor time it and each process that it starts may use, on Linux; 0: without limit, else 1 to 600. Default 10.</summary>
    public int MaxCpuSeconds { get; set; } = 10;

    /// <summary>How many run at once; 1 to 256, default 2.</summary>
    public int MaxConcurrent { get; set; } = 2;

    /// <summary>How many answers wait for a turn; further ones are not judged. 0 to 64, default 16.</summary>
    public int MaxWaiting { get; set; } = 16;

    /// <summary>What is wrong with the settings, a sentence each.</summary>
    /// <param name="name">The program's name.</param>
    public IEnumerable<string> Problems(string name)
    {
        var section = $"Atomic:Verification:Executables:{name}";
        if (!System.IO.Path.IsPathFullyQualified(Path))
            yield return $"{section}:Path is '{Path}'; set it to the full path of a program.";
        else if (!File.Exists(Path))
            yield return $"{section}:Path is '{Path}', where there is no file; correct it, or install the program.";
        if (WorkingFolder is { } folder && !Directory.Exists(folder))
            yield return $"{section}:WorkingFolder is '{folder}', which is no folder; correct it, or leave it out.";
        if (TimeLimitSeconds is not (>= 0.1 and <= 600))
            yield return $"{section}:TimeLimitSeconds is {TimeLimitSeconds}; set it to 0.1 to 600 seconds.";
        if (MaxOutputBytes is < 1 or > 16 * 1024 * 1024)
            yield return $"{section}:MaxOutputBytes is {MaxOutputBytes}; set it to 1 to 16777216 bytes.";
        if (MaxMemoryMb is not (0 or (>= 16 and <= 1024 * 1024)))
            yield return $"{section}:MaxMemoryMb is {MaxMemoryMb}; set it to 16 to 1048576 MiB, or 0 for no limit.";
        if (MaxCpuSeconds is < 0 or > 600)
            yield return $"{section}:MaxCpuSeconds is {MaxCpuSeconds}; set it to 1 to 600 seconds, or 0 for no limit.";
        if (MaxConcurrent is < 1 or > 256)
            yield return $"{section}:MaxConcurrent is {MaxConcurrent}; set it to 1 to 256.";
        if (MaxWaiting is < 0 or > 64)
            yield return $"{section}:MaxWaiting is {MaxWaiting}; set it to 0 to 64.";
    }
}
