namespace WebPublisher.Policy.Mail;

/// <summary>Whether and how clients of a receive connector may authenticate. AUTH is offered under TLS only.</summary>
/// <param name="Required">Whether mail is refused without it (530 5.7.0).</param>
/// <param name="PasswordFile">Absolute path of a file of <c>user:hash</c> lines, or null.</param>
/// <param name="InnerServer">The send connector whose servers verify credentials by their own AUTH, or null.</param>
public sealed record ReceiveAuthentication(bool Required, string? PasswordFile, SendConnector? InnerServer)
{
    /// <summary>Clients stay anonymous; AUTH is not offered.</summary>
    public static ReceiveAuthentication None { get; } = new(false, null, null);

    /// <summary>Whether AUTH is offered at all.</summary>
    public bool IsOffered => PasswordFile is not null || InnerServer is not null;
}
