namespace Atomic.Storage.Sqlite.Database;

/// <summary>One step of a component's schema; once released it never changes.</summary>
/// <param name="Version">1 for the component's first, then one more each.</param>
/// <param name="Name">What it does, for the log of versions in the file.</param>
/// <param name="Sql">The statements; they run in one transaction.</param>
public sealed record Migration(int Version, string Name, string Sql);
