namespace Atomic.Storage.Sqlite.Database;

/// <summary>The tables of one part of the program, which has versions of its own.</summary>
/// <param name="Component">Its name in the file; never changes.</param>
/// <param name="Migrations">Its steps, ordered by version from 1 without gaps.</param>
public sealed record ComponentSchema(string Component, IReadOnlyList<Migration> Migrations);
