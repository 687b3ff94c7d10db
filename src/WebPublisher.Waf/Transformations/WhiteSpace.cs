using System.Buffers;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Transformations;

/// <summary>White space as the C library sees it in its own locale, and the no-break space of Latin-1 where a transformation counts that too.</summary>
internal static class WhiteSpace
{
    public const string Characters = "\t\n\v\f\r ";

    public static readonly char NoBreakSpace = ByteText.FromByte(0xA0);

    public static readonly SearchValues<char> WithNoBreakSpace = SearchValues.Create(Characters + NoBreakSpace);

    public static bool Is(char character) => character is ' ' or (>= '\t' and <= '\r');

    public static bool IsWithNoBreakSpace(char character) => Is(character) || character == NoBreakSpace;
}
