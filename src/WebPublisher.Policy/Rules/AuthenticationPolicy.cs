namespace WebPublisher.Policy.Rules;

/// <summary>What passes between clients and front ends of HTTP authentication.</summary>
/// <param name="Pass">The schemes that pass: in challenges on their way out and in credentials on their way in. Others are removed from both.</param>
public sealed record AuthenticationPolicy(AuthenticationSchemes Pass)
{
    /// <summary>Everything but what belongs to a connection. A connection costs more than a request, and a rule has to ask for it.</summary>
    public static AuthenticationPolicy Default { get; } = new(AuthenticationSchemes.All & ~AuthenticationSchemes.ConnectionBound);

    /// <summary>Whether a front end's connection may come to belong to a user, and with it to one client's connection.</summary>
    public bool PassesConnectionBound => (Pass & AuthenticationSchemes.ConnectionBound) != AuthenticationSchemes.None;

    /// <summary>What passes on a client's connection: a password never in clear.</summary>
    /// <param name="isSecure">Whether the client's connection is TLS.</param>
    public AuthenticationSchemes Passing(bool isSecure) => isSecure ? Pass : Pass & ~AuthenticationSchemes.Basic;
}
