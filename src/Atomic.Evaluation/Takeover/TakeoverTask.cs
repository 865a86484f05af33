namespace Atomic.Evaluation.Takeover;

/// <summary>A task that one teacher has answered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Input">The text.</param>
/// <param name="Taught">What the teacher answers, which is what the specialist learns from; empty where it gave no answer.</param>
/// <param name="Gold">The right answer; the teacher's where no other is known.</param>
/// <param name="IsTeacherRight">Whether the teacher's answer is right.</param>
/// <param name="IsOutOfScope">Whether the set says that the input belongs to none of the kind's labels.</param>
public sealed record TakeoverTask(string Id, string Kind, string Input, string Taught, string Gold, bool IsTeacherRight, bool IsOutOfScope);
