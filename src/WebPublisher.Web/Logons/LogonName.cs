namespace WebPublisher.Web.Logons;

/// <summary>What a request says of who logs on.</summary>
/// <param name="Name">The name as it was written; null where it is a logon and the name cannot be told.</param>
internal readonly record struct LogonName(string? Name)
{
    /// <summary>A logon, or perhaps one, whose user cannot be told.</summary>
    public static LogonName Unread => default;
}
