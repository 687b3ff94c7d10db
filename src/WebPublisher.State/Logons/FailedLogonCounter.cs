namespace WebPublisher.State.Logons;

/// <summary>What failed logons are counted by. The numbers go from node to node.</summary>
public enum FailedLogonCounter : byte
{
    /// <summary>Guesses at web sites: a user in a network, or a known device.</summary>
    WebGuesses = 1,

    /// <summary>A user at web sites, from wherever.</summary>
    WebUser = 2,

    /// <summary>A network at web sites; who failed there is the subject.</summary>
    WebNetwork = 3,

    /// <summary>A source of mail that logs on to submit it.</summary>
    MailSource = 4,

    /// <summary>A user who logs on to submit mail, from wherever.</summary>
    MailUser = 5,
}
