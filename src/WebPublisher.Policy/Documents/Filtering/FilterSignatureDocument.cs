using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Filtering;

namespace WebPublisher.Policy.Documents.Filtering;

/// <summary>A text or some bytes that the HTTP filter looks for.</summary>
[Document("a signature")]
public sealed record FilterSignatureDocument : Document
{
    /// <summary>Its name in logs.</summary>
    [Key("Its name in logs.", Required = true, Example = "script")]
    public Located<string>? Name { get; init; }

    /// <summary>Where it is looked for.</summary>
    [Key("Where it is looked for.", Required = true)]
    public Located<SignaturePlace>? In { get; init; }

    /// <summary>The text, without regard to the case of ASCII letters.</summary>
    [Key("The text, without regard to the case of ASCII letters.", Example = "<script")]
    public Located<string>? Text { get; init; }

    /// <summary>Instead of text: bytes in hexadecimal.</summary>
    [Key("Instead of text: bytes in hexadecimal.", Example = "4D 5A 90 00")]
    public Located<string>? Hex { get; init; }

    /// <summary>In a header: the only field it is looked for in.</summary>
    [Key("In a header: the only field it is looked for in.", Default = "(all)", Example = "User-Agent")]
    public Located<string>? Field { get; init; }

    /// <summary>The byte, counted from 0, before which it may not begin.</summary>
    [Key("The byte, counted from 0, before which it may not begin.", Default = "0", Maximum = "16MB")]
    public Located<ByteSize>? From { get; init; }

    /// <summary>The byte before which it must have ended: in a body 64KB by default, elsewhere all is looked through.</summary>
    [Key("The byte before which it must have ended: in a body 64KB by default, elsewhere all is looked through.", Default = "(64KB in a body)", Minimum = "1", Maximum = "16MB", Example = "256KB")]
    public Located<ByteSize>? To { get; init; }
}
