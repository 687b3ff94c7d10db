using System.Buffers;
using System.Collections.Frozen;

namespace WebPublisher.Waf.Transformations;

/// <summary>The transformations rules may name: those of mod_security2 2.9, and <c>uppercase</c> of libmodsecurity3. Each is one instance however often it is asked for.</summary>
public static class TransformationCatalogue
{
    private static readonly FrozenDictionary<string, Transformation> s_byName = All().ToFrozenDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, Transformation> s_bySpelling = new Dictionary<string, Transformation>(StringComparer.OrdinalIgnoreCase)
    {
        ["normalisePath"] = s_byName["normalizePath"],
        ["normalisePathWin"] = s_byName["normalizePathWin"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => s_byName.Keys;

    /// <summary>Finds a transformation.</summary>
    /// <param name="name">Its name, case and spelling (<c>normalise</c>, <c>normalize</c>) indifferent.</param>
    /// <param name="map">What <c>SecUnicodeMapFile</c> gave, for <c>urlDecodeUni</c>; null where there is none.</param>
    /// <returns>The transformation, or null where there is none of this name.</returns>
    public static Transformation? Find(string name, UnicodeMap? map = null)
    {
        var found = s_byName.GetValueOrDefault(name) ?? s_bySpelling.GetValueOrDefault(name);
        return found is UnicodeUrlDecoding && map is not null ? map.Decoding : found;
    }

    private static IEnumerable<Transformation> All() =>
    [
        new NoTransformation(),
        new Base64Decoding(),
        new LenientBase64Decoding(),
        new Base64Encoding(),
        new CommandLine(),
        new WhiteSpaceCompression(),
        new CssDecoding(),
        new EscapeSequenceDecoding(),
        new HexDecoding(),
        new HexEncoding(),
        new HtmlEntityDecoding(),
        new JavaScriptDecoding(),
        new Length(),
        CaseFolding.Lower,
        CaseFolding.Upper,
        Digest.Md5,
        Digest.Sha1,
        new PathNormalization("normalizePath", isWindows: false),
        new PathNormalization("normalizePathWin", isWindows: true),
        new Parity("parityEven7bit", 1),
        new Parity("parityOdd7bit", 0),
        new Parity("parityZero7bit", -1),
        new CommentRemoval(),
        new CommentMarkRemoval(),
        new CharacterRemoval("removeNulls", CharacterKinds.Null, SearchValues.Create("\0")),
        new CharacterRemoval("removeWhitespace", CharacterKinds.WhiteSpace, WhiteSpace.WithNoBreakSpace),
        new CommentReplacement(),
        new NullReplacement(),
        new SqlHexDecoding(),
        new Trimming("trim", left: true, right: true),
        new Trimming("trimLeft", left: true, right: false),
        new Trimming("trimRight", left: false, right: true),
        new UrlDecoding(),
        new UnicodeUrlDecoding(map: null),
        new UrlEncoding(),
        new Utf8ToUnicode(),
    ];
}
