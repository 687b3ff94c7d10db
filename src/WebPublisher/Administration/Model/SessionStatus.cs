using WebPublisher.Operations;

namespace WebPublisher.Administration.Model;

/// <summary>Who asks: the answer to <c>GET /api/session</c>, and to logging in and out.</summary>
/// <param name="Caller">What the log calls them: <c>loopback</c>, <c>token anna</c>, <c>certificate anna@example.com</c>.</param>
/// <param name="MayAct">Whether they may act; otherwise they may look.</param>
/// <param name="CanLogOut">Whether they have logged in by the page.</param>
internal sealed record SessionStatus(
    string Caller,
    bool MayAct,
    bool CanLogOut)
{
    /// <summary>That of a caller.</summary>
    public static SessionStatus Of(OperationsCaller caller) => new(caller.Name, caller.MayAct, caller.IsSession);
}
