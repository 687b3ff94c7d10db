using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;

namespace WebPublisher.Policy.Documents.Mail;

/// <summary>Who verifies the passwords of clients that log on.</summary>
[Document("an authentication")]
public sealed record ReceiveAuthenticationDocument : Document
{
    /// <summary>Whether mail is refused from clients that have not logged on.</summary>
    [Key("Whether mail is refused from clients that have not logged on.", Default = "true")]
    public Located<bool>? Required { get; init; }

    /// <summary>Name of the send connector whose servers verify them.</summary>
    [Key("Name of the send connector whose servers verify them.", Example = "to-hub")]
    public Located<string>? InnerServer { get; init; }

    /// <summary>File of user:hash lines, readable by its owner alone.</summary>
    [Key("File of user:hash lines, readable by its owner alone.", Example = "secrets/users")]
    public Located<FilePath>? PasswordFile { get; init; }
}
