using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Atomic.Core.Schemas;

/// <summary>Which keyword is read by whom. A keyword that is not listed is an annotation (Core, section 6.5) and checks nothing.</summary>
internal static class KeywordReaders
{
    private static readonly FrozenDictionary<string, Func<KeywordSource, SchemaRule?>> Readers = new[]
    {
        ValueAssertions.Readers, NumberAssertions.Readers, StringAssertions.Readers, ArrayAssertions.Readers, ObjectAssertions.Readers,
        ArrayApplicators.Readers, ObjectApplicators.Readers, InPlaceApplicators.Readers, SchemaReferences.Readers,
    }.SelectMany(family => family).ToFrozenDictionary();

    /// <summary>Compiles one keyword; false when it adds no rule of its own or was refused.</summary>
    public static bool TryRead(KeywordSource source, [NotNullWhen(true)] out SchemaRule? rule)
    {
        rule = Readers.TryGetValue(source.Keyword, out var read) ? read(source) : null;
        return rule is not null;
    }
}
