using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Waf.Text;
using WebPublisher.Waf.Transformations;

namespace WebPublisher.Waf.Tests.Transformations;

public sealed class TransformationCatalogueTests
{
    public static TheoryData<string> Names { get; } = new(
        "none", "base64Decode", "base64DecodeExt", "base64Encode", "cmdLine", "compressWhitespace", "cssDecode", "escapeSeqDecode", "hexDecode", "hexEncode",
        "htmlEntityDecode", "jsDecode", "length", "lowercase", "uppercase", "md5", "sha1", "normalizePath", "normalizePathWin", "parityEven7bit", "parityOdd7bit",
        "parityZero7bit", "removeComments", "removeCommentsChar", "removeNulls", "removeWhitespace", "replaceComments", "replaceNulls", "sqlHexDecode", "trim", "trimLeft",
        "trimRight", "urlDecode", "urlDecodeUni", "urlEncode", "utf8toUnicode");

    /// <summary>Names of those that may lengthen, with the most they make of a byte and of nothing.</summary>
    private static readonly Dictionary<string, (int OfByte, int OfNothing)> s_bounds = new(StringComparer.Ordinal)
    {
        ["base64Encode"] = (2, 4),
        ["hexEncode"] = (2, 0),
        ["length"] = (0, 10),
        ["md5"] = (0, 16),
        ["sha1"] = (0, 20),
        ["urlEncode"] = (3, 0),
        ["utf8toUnicode"] = (4, 0),
        ["removeComments"] = (1, 1),
    };

    private static readonly Gen<byte> s_bytes = Gen.Frequency(
        (6, Gen.Elements("%u\\&#;x0aAfF/.*-!<> \t\n\0+=,('\"^@ltamp19"u8.ToArray())),
        (1, Gen.Elements((byte)0xC3, (byte)0xA0, (byte)0xE2, (byte)0x80, (byte)0xF0, (byte)0x9F, (byte)0xF5, (byte)0xFF)),
        (1, Gen.Choose(0, 255).Select(b => (byte)b)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_found_in_any_case_as_one_instance(string name)
    {
        var found = TransformationCatalogue.Find(name);
        Assert.Equal(name, found!.Name);
        Assert.Same(found, TransformationCatalogue.Find(name.ToUpperInvariant()));
    }

    [Fact]
    public void Both_spellings_are_one()
    {
        Assert.Same(TransformationCatalogue.Find("normalizePath"), TransformationCatalogue.Find("normalisePath"));
        Assert.Same(TransformationCatalogue.Find("normalizePathWin"), TransformationCatalogue.Find("NormalisePathWin"));
    }

    [Fact]
    public void What_no_engine_has_is_not_found() => Assert.Null(TransformationCatalogue.Find("rot13"));

    [Theory]
    [MemberData(nameof(Names))]
    public void No_value_throws_or_grows_beyond_bounds_and_what_is_unchanged_stays_in_place(string name)
    {
        var transformation = TransformationCatalogue.Find(name)!;
        var (ofByte, ofNothing) = s_bounds.GetValueOrDefault(name, (1, 0));
        using var arena = new TextArena();
        Prop.ForAll(s_bytes.ArrayOf().ToArbitrary(), bytes =>
        {
            arena.Reset();
            var input = arena.Add(bytes);
            var output = transformation.Apply(input, arena);
            Assert.Equal(bytes, input.ToBytes());
            Assert.InRange(output.Length, 0, (ofByte * bytes.Length) + ofNothing);
            Assert.All(output.Span.ToArray(), c => Assert.Equal(c, ByteText.FromByte(ByteText.ToByte(c))));
            if (output.Span.SequenceEqual(input.Span) && !IsAlwaysWritten(name))
            {
                Assert.True(output.IsEmpty || output.IsSamePlace(input), Encoding.Latin1.GetString(bytes));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    /// <summary>Codings that by chance may give what they were given.</summary>
    private static bool IsAlwaysWritten(string name) =>
        name is "length" or "hexDecode" or "sqlHexDecode" or "base64Decode" or "base64DecodeExt" or "compressWhitespace" or "removeComments";
}
