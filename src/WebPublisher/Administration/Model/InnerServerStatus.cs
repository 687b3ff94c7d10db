namespace WebPublisher.Administration.Model;

/// <summary>A server behind the firewall.</summary>
/// <param name="Address"><c>host:port</c>.</param>
/// <param name="Available">Whether it is given work now.</param>
/// <param name="Detail">Why not, as the log tells it; null when nothing is wrong.</param>
internal sealed record InnerServerStatus(
    string Address,
    bool Available,
    string? Detail);
