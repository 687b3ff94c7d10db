using WebPublisher.Waf.Operators;

namespace WebPublisher.Waf.Compilation;

/// <summary>
/// A rule that compares a member of <c>TX</c>, or whether there is one, with a number: <c>TX:DETECTION_PARANOIA_LEVEL "@lt 2"</c>. A third of the Core Rule Set is this,
/// and most of it stands where rules above the paranoia level are passed over.
/// </summary>
/// <param name="Slot">The member's place.</param>
/// <param name="IsCount">Whether it asks how many there are.</param>
/// <param name="Relation">How they are compared.</param>
/// <param name="Constant">The number, where it is constant.</param>
/// <param name="ArgumentSlot">Where the number is kept; -1 where it is constant.</param>
/// <param name="IsNegated">Whether the opposite is asked.</param>
internal sealed record SlotTest(int Slot, bool IsCount, NumericRelation Relation, int Constant, int ArgumentSlot, bool IsNegated)
{
    /// <summary>Whether it holds for two numbers.</summary>
    public bool Holds(int left, int right) => IsNegated != Relation switch
    {
        NumericRelation.Equal => left == right,
        NumericRelation.NotEqual => left != right,
        NumericRelation.Less => left < right,
        NumericRelation.LessOrEqual => left <= right,
        NumericRelation.Greater => left > right,
        _ => left >= right,
    };
}
