namespace WebPublisher.Administration.Model;

/// <summary>A process that may run on this state directory: an item of <c>GET /api/halves</c>.</summary>
/// <param name="Name"><c>all</c>, or <c>web</c> or <c>smtp</c> where two processes run a half each.</param>
/// <param name="Here">Whether it is the one that answers.</param>
/// <param name="Answers">Whether it can be asked by <c>/api/halves/NAME/...</c>.</param>
internal sealed record HalfStatus(
    string Name,
    bool Here,
    bool Answers);
