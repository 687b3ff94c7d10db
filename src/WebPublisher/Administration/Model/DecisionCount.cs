namespace WebPublisher.Administration.Model;

/// <summary>How often something was decided.</summary>
/// <param name="Name">The rule, agent, reason or client.</param>
/// <param name="Half"><c>web</c> or <c>smtp</c>; null where both count.</param>
/// <param name="Served">Let through.</param>
/// <param name="Refused">Denied, rejected, held or deleted.</param>
/// <param name="Failed">Failed behind.</param>
internal sealed record DecisionCount(
    string Name,
    string? Half,
    long Served,
    long Refused,
    long Failed);
