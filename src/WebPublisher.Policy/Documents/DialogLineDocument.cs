using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>What a client says in an SMTP dialog, and the reply it expects.</summary>
[Document("a line of a dialog")]
public sealed record DialogLineDocument : Document
{
    /// <summary>A line of the client.</summary>
    [Key("A line of the client, without its line end. \\r, \\n and \\0 stand for those octets. Without 'expect' it goes out together with the next.", MayBeEmpty = true, Example = "MAIL FROM:<user@example.com>")]
    public Located<string>? Say { get; init; }

    /// <summary>The reply that is expected.</summary>
    [Key("How the next reply begins: a code, with or without text; 250-KEYWORD for a line of several; or closed.", Example = "550 5.7.1")]
    public Located<string>? Expect { get; init; }
}
