using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Rules;

namespace WebPublisher.Policy.Documents;

/// <summary>A form by which users log on: a POST with a name and a password in its body.</summary>
[Document("a logon form")]
public sealed record LogonFormDocument : Document
{
    /// <summary>Where it is posted to.</summary>
    [Key("Where it is posted to.", Default = "(all of the section)", Example = "/owa/auth.owa")]
    public DocumentList<Located<PathPattern>> Paths { get; init; } = new();

    /// <summary>What its body is: form for fields as browsers write them, json for one object.</summary>
    [Key("What its body is: form for fields as browsers write them, json for one object.", Default = "form")]
    public Located<LogonBodyFormat>? Format { get; init; }

    /// <summary>The field with the user's name.</summary>
    [Key("The field with the user's name.", Required = true, Example = "username")]
    public Located<string>? User { get; init; }

    /// <summary>The field with the password. A body without it is no logon; its value is not looked at.</summary>
    [Key("The field with the password. A body without it is no logon; its value is not looked at.", Required = true, Example = "password")]
    public Located<string>? Password { get; init; }

    /// <summary>How the answer to the right password looks. It must not be had by anybody else: it makes a device known.</summary>
    [Key("How the answer to the right password looks. It must not be had by anybody else: it makes a device known.", Required = true)]
    public LogonAnswerDocument? Success { get; init; }

    /// <summary>How the answer to a wrong password looks. Success is looked for first.</summary>
    [Key("How the answer to a wrong password looks. Success is looked for first.", Required = true)]
    public LogonAnswerDocument? Failure { get; init; }
}
