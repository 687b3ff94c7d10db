namespace WebPublisher.Administration.Model;

/// <summary>The body of <c>POST /api/session/begin</c>.</summary>
/// <param name="Token">A token of the policy.</param>
internal sealed record Login(
    string Token)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => nameof(Login);
}
