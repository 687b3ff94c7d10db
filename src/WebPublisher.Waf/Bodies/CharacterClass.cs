namespace WebPublisher.Waf.Bodies;

/// <summary>Classes of characters as C has them in the locale C, which is what mod_security2 goes by. For bytes and for characters that stand for bytes.</summary>
internal static class CharacterClass
{
    public static bool IsSpace(int character) => character is ' ' or (>= '\t' and <= '\r');

    public static bool IsBlank(int character) => character is ' ' or '\t';

    /// <summary>A token of RFC 2045, section 5.1.</summary>
    public static bool IsToken(char character) => character is > ' ' and < '\x7f' && !"()<>@,;:\\\"/[]?=".Contains(character, StringComparison.Ordinal);
}
