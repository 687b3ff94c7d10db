namespace WebPublisher.Waf.SecLang;

/// <summary>One directive of a rule file, in the order of the files, Include resolved.</summary>
/// <param name="Position">Where its name stands.</param>
public abstract record Directive(SourcePosition Position);
