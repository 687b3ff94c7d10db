namespace WebPublisher.Waf.Transformations;

/// <summary>The alphabet of RFC 4648, section 4.</summary>
internal static class Base64Alphabet
{
    /// <summary>The six bits of a character, -1 for what is not of the alphabet.</summary>
    public static int Value(char character) => character switch
    {
        >= 'A' and <= 'Z' => character - 'A',
        >= 'a' and <= 'z' => character - 'a' + 26,
        >= '0' and <= '9' => character - '0' + 52,
        '+' => 62,
        '/' => 63,
        _ => -1,
    };
}
