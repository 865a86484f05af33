using System.Text.Json.Serialization;

namespace Atomic.Core.Verifiers;

/// <summary>What holds an answer against something: how it was asked for in the microtask's <c>verify</c>, or in the configuration of its kind.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(LabelVerifier), LabelVerifier.TypeName)]
[JsonDerivedType(typeof(RegexVerifier), RegexVerifier.TypeName)]
[JsonDerivedType(typeof(NumberVerifier), NumberVerifier.TypeName)]
[JsonDerivedType(typeof(JsonVerifier), JsonVerifier.TypeName)]
[JsonDerivedType(typeof(ExecutableVerifier), ExecutableVerifier.TypeName)]
[JsonDerivedType(typeof(JudgeVerifier), JudgeVerifier.TypeName)]
public abstract record Verifier
{
    /// <summary>How much its verdict weighs, 0 to 1; null: as much as its signal, see <see cref="Learning.SignalTrust"/>.</summary>
    public double? Trust { get; init; }

    /// <summary>What it is called in records and explanations: its type, with the name of what it runs where there is one.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>What is wrong with it, as the end of a sentence that begins with its field; null where nothing is.</summary>
    public virtual VerifierFault? FindFault() => null;
}
