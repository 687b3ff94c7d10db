using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary>Which kinds of characters a text holds.</summary>
internal static class CharacterKindTable
{
    private static readonly CharacterKinds[] s_kinds = Kinds();

    /// <summary>All kinds in a text, by looking at each of its characters: worth it for short texts that many transformations are asked for.</summary>
    public static CharacterKinds Of(ReadOnlySpan<char> text)
    {
        var kinds = CharacterKinds.None;
        foreach (var character in text)
        {
            kinds |= s_kinds[ByteText.ToByte(character)];
        }

        return kinds;
    }

    private static CharacterKinds[] Kinds()
    {
        var kinds = new CharacterKinds[256];
        Add(CharacterKinds.UrlEscape, "%+");
        Add(CharacterKinds.Ampersand, "&");
        Add(CharacterKinds.Backslash, "\\");
        Add(CharacterKinds.Null, "\0");
        Add(CharacterKinds.WhiteSpace, WhiteSpace.Characters + WhiteSpace.NoBreakSpace);
        Add(CharacterKinds.Capital, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        Add(CharacterKinds.Slash, "/");
        Add(CharacterKinds.Dot, ".");
        Add(CharacterKinds.Shell, "\"'^,;");
        Add(CharacterKinds.Comment, "*-#");
        for (var i = 0x80; i < kinds.Length; i++)
        {
            kinds[i] |= CharacterKinds.High;
        }

        return kinds;

        void Add(CharacterKinds kind, string characters)
        {
            foreach (var character in characters)
            {
                kinds[ByteText.ToByte(character)] |= kind;
            }
        }
    }
}
