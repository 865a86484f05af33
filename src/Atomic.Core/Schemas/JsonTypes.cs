namespace Atomic.Core.Schemas;

/// <summary>Types of JSON values as JSON Schema has them. Integers stand apart from other numbers, so that <c>number</c> is both.</summary>
[Flags]
internal enum JsonTypes
{
    /// <summary>No type at all: no value is left.</summary>
    None = 0,

    /// <summary><c>null</c>.</summary>
    Null = 1,

    /// <summary><c>true</c> and <c>false</c>.</summary>
    Boolean = 2,

    /// <summary>Objects.</summary>
    Object = 4,

    /// <summary>Arrays.</summary>
    Array = 8,

    /// <summary>Strings.</summary>
    String = 16,

    /// <summary>Numbers without a fraction, 1.0 included.</summary>
    Integer = 32,

    /// <summary>Numbers with a fraction.</summary>
    Fraction = 64,

    /// <summary>The type <c>number</c>.</summary>
    Number = Integer | Fraction,

    /// <summary>Every type.</summary>
    All = Null | Boolean | Object | Array | String | Number,
}
