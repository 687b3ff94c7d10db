namespace WebPublisher.Administration.Model;

/// <summary>A sender's profile: an item of <c>GET /api/reputations</c>, the worst first.</summary>
/// <param name="Client">Its address.</param>
/// <param name="Level">The sender reputation level, 0 to 9.</param>
/// <param name="Messages">Messages judged.</param>
/// <param name="AverageScl">Their mean spam confidence level.</param>
/// <param name="LastSeen">When it last brought one.</param>
internal sealed record ReputationEntry(
    string Client,
    int Level,
    long Messages,
    double AverageScl,
    DateTimeOffset LastSeen);
