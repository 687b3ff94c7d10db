using WebPublisher.Policy.Documents.Binding;
using WebPublisher.Policy.Documents.Scalars;
using WebPublisher.Policy.Mail.Screening;

namespace WebPublisher.Policy.Documents.Mail.Screening;

/// <summary>What the text of a message holds: any of the words and phrases.</summary>
[Document("a condition about the text")]
public sealed record ScreenerKeywordDocument : Document
{
    /// <summary>Whole words, or several with spaces between them.</summary>
    [Key("Whole words, or several with spaces between them.", Example = "project-falcon")]
    public DocumentList<Located<string>> Words { get; init; } = new();

    /// <summary>Texts that may also stand within words.</summary>
    [Key("Texts that may also stand within words.", Example = "stock tip")]
    public DocumentList<Located<string>> Phrases { get; init; } = new();

    /// <summary>File of words, one a line.</summary>
    [Key("File of words, one a line.", Example = "lists/words")]
    public Located<FilePath>? WordsFile { get; init; }

    /// <summary>File of phrases, one a line.</summary>
    [Key("File of phrases, one a line.", Example = "lists/phrases")]
    public Located<FilePath>? PhrasesFile { get; init; }

    /// <summary>Where they are looked for: subject, body, markup (the source of HTML).</summary>
    [Key("Where they are looked for: subject, body, markup (the source of HTML).", Default = "(subject and body)", Example = "subject")]
    public DocumentList<Located<TextPlace>> In { get; init; } = new();

    /// <summary>Whether accents and the like make no difference.</summary>
    [Key("Whether accents and the like make no difference.", Default = "false")]
    public Located<bool>? IgnoreDiacritics { get; init; }
}
