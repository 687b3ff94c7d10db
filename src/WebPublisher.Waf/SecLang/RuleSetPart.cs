namespace WebPublisher.Waf.SecLang;

/// <summary>One piece of a rule set: rule text with a name, or files to read.</summary>
public sealed class RuleSetPart
{
    private RuleSetPart(string name, string? text)
    {
        Name = name;
        Text = text;
    }

    /// <summary>The name that positions show for a text, or the path or pattern of files.</summary>
    public string Name { get; }

    /// <summary>The rule text; null where it stands in files.</summary>
    public string? Text { get; }

    /// <summary>
    /// Rules that do not stand in a file. Relative paths in them are relative to the folder of <paramref name="name"/>, and to the current folder where it has none.
    /// </summary>
    /// <param name="name">What positions show as the file.</param>
    /// <param name="text">The rules.</param>
    public static RuleSetPart OfText(string name, string text) => new(name, text);

    /// <summary>
    /// Rules in a file, or in the files that a pattern names (<c>/usr/share/modsecurity-crs/rules/*.conf</c>) in ordinal order of
    /// their names; a folder stands for the files in it whose names end in .conf. None is an error, as it is for <c>Include</c>.
    /// </summary>
    /// <param name="pathOrGlob">A path, in whose parts <c>*</c>, <c>?</c> and <c>[...]</c> stand for characters.</param>
    public static RuleSetPart OfFiles(string pathOrGlob) => new(pathOrGlob, null);
}
