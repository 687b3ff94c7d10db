using WebPublisher.Waf.Bodies;

namespace WebPublisher.Waf.Tests.Bodies;

public class JsonBodyTests
{
    [Theory]
    [InlineData("""{"a":1,"b":{"c":"x","d":null},"e":true}""", "a=1\nb.c=x\nb.d=\ne=true\n")]
    [InlineData("""{"a":[1,[2]],"b":3}""", "a.a=1\na.a.a=2\nb=3\n")]
    [InlineData("""[{"a":1},{"b":2},3]""", "array.array.a=1\narray.array.b=2\narray.array=3\n")]
    [InlineData("[[1]]", "array.array.array=1\n")]
    [InlineData("5e-3", "=5e-3\n")]
    [InlineData("\"x\"", "=x\n")]
    [InlineData("{}", "")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    [InlineData("""{"a.b":{"c":1},"d":2}""", "a.b.c=1\na.d=2\n")]
    [InlineData("""{"":{"":1}}""", ".=1\n")]
    public void Values_are_named_as_mod_security2_names_them(string json, string expected) => Assert.Equal(expected, Read(json));

    [Theory]
    [InlineData("""["\"\\\/\b\f\n\r\tA"]""", "\"\\/\b\f\n\r\tA")]
    [InlineData("""["\u00fc\u20AC\ud83d\ude00"]""", "ü€😀")]
    [InlineData("""["\ud800x!"]""", "?x!")]
    [InlineData("""["a\u0000b"]""", "a\0b")]
    public void Escapes_are_decoded_as_yajl_decodes_them(string json, string expected) => Assert.Equal($"array.array={expected}\n", Read(json));

    [Fact]
    public void Overlong_utf8_passes_as_it_is()
        => Assert.Equal(BodyReading.Read(BodyProcessor.UrlEncoded, "=\xC0\xAF").Split("\nraw")[0], Read("\"\xC0\xAF\"").TrimEnd('\n'));

    [Fact]
    public void A_key_ends_at_its_nul() => Assert.Equal("a=1\n", Read("""{"a\u0000b":1}"""));

    [Theory]
    [InlineData("""{"a":1,}""")]
    [InlineData("[1,]")]
    [InlineData("""{"a" 1}""")]
    [InlineData("{1:2}")]
    [InlineData("[1}")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData("-")]
    [InlineData("tru")]
    [InlineData("""{"a":1} x""")]
    [InlineData("[1] [2]")]
    [InlineData("// a\n1")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"\\x41\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\xFF\"")]
    [InlineData("\"\xC3")]
    [InlineData("\"a")]
    [InlineData("[")]
    [InlineData(" ")]
    [InlineData("\xEF\xBB\xBF{}")]
    public void What_is_no_json_is_an_error(string json) => Assert.Contains("error JSON: the body", Read(json), StringComparison.Ordinal);

    [Fact]
    public void Values_before_an_error_are_kept() => Assert.StartsWith("a=attack\nerror", Read("""{"a":"attack",}"""), StringComparison.Ordinal);

    [Fact]
    public void Values_before_the_limit_are_kept()
    {
        var found = Read("""{"a":"attack","b":"12345678901234567890"}""", new BodyLimits { NoFilesLength = 20 });

        Assert.StartsWith("a=attack\ntoo long\nerror The body is longer", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_limited_and_an_object_at_the_top_counts_nothing()
    {
        var limits = new BodyLimits { JsonDepth = 3 };

        Assert.Equal("", Read("""{"a":{"a":{"a":{}}}}""", limits));
        Assert.Contains("too deep", Read("""{"a":{"a":{"a":{"a":{}}}}}""", limits), StringComparison.Ordinal);
        Assert.Contains("too deep", Read("[[[[]]]]", limits), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_goes_as_deep_as_a_body_of_brackets()
        => Assert.Contains("too deep", Read(new string('[', 131_000)), StringComparison.Ordinal);

    [Fact]
    public void Arguments_are_limited()
    {
        var found = Read("[1,2,3,4]", new BodyLimits { Arguments = 3 });

        Assert.StartsWith("array.array=1\narray.array=2\narray.array=3\nerror The request has more arguments", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_keys_above_deep_arrays_do_not_make_gigabytes_of_names()
    {
        var json = $$"""{"{{new string('k', 100_000)}}":{{new string('[', 500)}}""";

        Assert.Contains("names of the arguments are too long", Read(json), StringComparison.Ordinal);
    }

    private static string Read(string json, BodyLimits? limits = null) => BodyReading.Read(BodyProcessor.Json, json, limits: limits);
}
