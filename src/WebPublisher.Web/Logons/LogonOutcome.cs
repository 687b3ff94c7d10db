namespace WebPublisher.Web.Logons;

/// <summary>What an answer says of a logon.</summary>
internal enum LogonOutcome
{
    /// <summary>Nothing about the password.</summary>
    None,

    /// <summary>The password was right.</summary>
    Succeeded,

    /// <summary>It was wrong.</summary>
    Failed,
}
