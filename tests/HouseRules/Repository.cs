using System.Xml.Linq;

namespace HouseRules;

/// <summary>The working tree that these rules read: sources as text, never compiled code.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Files below a folder by extension, without what builds leave behind; paths relative to the root with forward slashes.</summary>
    public static IReadOnlyList<string> Files(string folder, string extension) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*" + extension, SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(static path => !path.Split('/').Any(static part => part is "bin" or "obj" or ".artifacts" or "node_modules"))
            .Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static IReadOnlyList<string> Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    /// <summary>The names of the projects that a project references.</summary>
    public static IReadOnlyList<string> ProjectReferences(string project) =>
        [.. XDocument.Load(Path.Combine(Root, project)).Descendants("ProjectReference")
            .Select(static reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];

    /// <summary>The names of the packages that a project references itself.</summary>
    public static IReadOnlyList<string> PackageReferences(string project) =>
        [.. XDocument.Load(Path.Combine(Root, project)).Descendants("PackageReference").Select(static reference => reference.Attribute("Include")!.Value)];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Atomic.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The house rules read the sources: run them from within the repository.");
    }
}
