namespace WebPublisher.Policy.Mail;

/// <summary>Who may send to domains that are not accepted ones.</summary>
public enum RelayGrant
{
    /// <summary>Nobody (default): <c>550 5.7.1 Unable to relay</c>.</summary>
    Never,

    /// <summary>Clients that have authenticated.</summary>
    Authenticated,

    /// <summary>Every client of the connector: for inner servers that send out through it. Needs a list of remote addresses.</summary>
    Always,
}
