using WebPublisher.Waf.Operators;
using WebPublisher.Waf.SecLang;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Tests.Operators;

public class OperatorFactoryTests
{
    [Theory]
    [InlineData("rx", "^a+$", "aaa", true)]
    [InlineData("rx", "^a+$", "aab", false)]
    [InlineData("pm", "one two", "fooTWObar", true)]
    [InlineData("pm", "one two", "three", false)]
    [InlineData("pm", "|41 42|c", "xabC", true)]
    [InlineData("pm", "\"a b\"", "b", true)]
    [InlineData("strmatch", "|0d 0a|X", "a\r\nX", true)]
    [InlineData("strmatch", "abc", "ABC", false)]
    [InlineData("streq", "abc", "abc", true)]
    [InlineData("streq", "abc", "Abc", false)]
    [InlineData("contains", "b", "abc", true)]
    [InlineData("contains", "B", "abc", false)]
    [InlineData("contains", "", "", true)]
    [InlineData("containsWord", "or", "this or that", true)]
    [InlineData("containsWord", "or", "organ error", false)]
    [InlineData("containsWord", "or", "organ-or", true)]
    [InlineData("containsWord", "or", "or_ _or", false)]
    [InlineData("beginsWith", "ab", "abc", true)]
    [InlineData("beginsWith", "b", "abc", false)]
    [InlineData("endsWith", "bc", "abc", true)]
    [InlineData("endsWith", "abcd", "abc", false)]
    [InlineData("within", "GET POST", "POST", true)]
    [InlineData("within", "GET POST", "PUT", false)]
    [InlineData("within", "GET POST", "", true)]
    [InlineData("eq", "5", " 5x", true)]
    [InlineData("eq", "0", "none", true)]
    [InlineData("ne", "5", "6", true)]
    [InlineData("lt", "5", "-7", true)]
    [InlineData("le", "5", "5", true)]
    [InlineData("gt", "5", "5", false)]
    [InlineData("gt", "5", "+6", true)]
    [InlineData("ge", "5", "99999999999999999999", false)] // atoi keeps 32 bits of what 64 bits hold at most
    [InlineData("ipMatch", "192.0.2.0/24,2001:db8::/32", "192.0.2.77", true)]
    [InlineData("ipMatch", "192.0.2.0/24,2001:db8::/32", "192.0.3.1", false)]
    [InlineData("ipMatch", "192.0.2.0/24,2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("ipMatch", "192.0.2.9", "192.0.2.9", true)]
    [InlineData("ipMatch", "10.1.2.3/8", "10.9.9.9", true)]
    [InlineData("ipMatch", "192.0.2.9", "3221226505", false)]
    [InlineData("ipMatch", "::1", "nonsense", false)]
    [InlineData("validateByteRange", "32-126", "abc", false)]
    [InlineData("validateByteRange", "32-126", "a\tc", true)]
    [InlineData("validateByteRange", "9,32-126", "a\tc", false)]
    [InlineData("validateByteRange", "1-255", "\0", true)]
    [InlineData("validateUrlEncoding", "", "%41%zz", true)]
    [InlineData("validateUrlEncoding", "", "%41%4", true)]
    [InlineData("validateUrlEncoding", "", "%41%42", false)]
    [InlineData("validateUtf8Encoding", "", "plain and grüße", false)]
    [InlineData("unconditionalMatch", "", "", true)]
    [InlineData("noMatch", "", "x", false)]
    [InlineData("verifyCC", "\\b\\d{13,16}\\b", "card 4111111111111111.", true)]
    [InlineData("verifyCC", "\\b\\d{13,16}\\b", "card 4111111111111112.", false)]
    [InlineData("verifyCPF", "[0-9]{11}", "52998224725", true)]
    [InlineData("verifyCPF", "[0-9]{11}", "52998224726", false)]
    [InlineData("verifyCPF", "[0-9]{11}", "11111111111", false)]
    [InlineData("verifySSN", "\\d{3}-?\\d{2}-?\\d{4}", "078-05-1120", true)]
    [InlineData("verifySSN", "\\d{3}-?\\d{2}-?\\d{4}", "666-05-1120", false)]
    [InlineData("verifySSN", "\\d{3}-?\\d{2}-?\\d{4}", "123456789", false)]
    [InlineData("geoLookup", "", "192.0.2.1", false)]
    [InlineData("rbl", "dnsbl.example", "192.0.2.1", false)]
    public void Operators_judge_as_those_of_mod_security2(string name, string argument, string value, bool matches) =>
        Assert.Equal(matches, Make(name, argument).Matches(ByteText.FromString(value), Context()));

    [Theory]
    [InlineData(new byte[] { 0xC3 }, true)]
    [InlineData(new byte[] { 0xC3, 0xA4 }, false)]
    [InlineData(new byte[] { 0xC0, 0xAF }, true)] // longer than needed
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, true)] // a surrogate
    [InlineData(new byte[] { 0xF5, 0x80, 0x80, 0x80 }, true)]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98, 0x80 }, false)]
    [InlineData(new byte[] { 0x80 }, true)]
    public void What_is_not_utf8_is_found(byte[] bytes, bool isInvalid)
    {
        using var arena = new TextArena();
        Assert.Equal(isInvalid, Make("validateUtf8Encoding", string.Empty).Matches(arena.Add(bytes), new OperatorContext(arena)));
    }

    [Theory]
    [InlineData("streq", "abc")]
    [InlineData("contains", "b")]
    [InlineData("beginsWith", "ab")]
    [InlineData("endsWith", "bc")]
    [InlineData("within", "xabcx")]
    [InlineData("rx", "^abc$")]
    public void A_macro_takes_its_text_from_the_transaction(string name, string expanded)
    {
        var context = Context();
        context.Argument = ByteText.FromString(expanded);

        Assert.True(Make(name, "%{tx.x}").Matches(ByteText.FromString("abc"), context));
        context.Argument = ByteText.FromString("zzz");
        Assert.False(Make(name, "%{tx.x}").Matches(ByteText.FromString("abc"), context));
    }

    [Fact]
    public void An_expanded_pattern_is_escaped_as_mod_security2_escapes_it()
    {
        var context = Context();
        context.Argument = ByteText.FromString("^utf-8|iso-8859.1$");
        var rx = Make("rx", "^%{tx.x}$");

        Assert.True(rx.Matches(ByteText.FromString("utf-8"), context));
        Assert.True(rx.Matches(ByteText.FromString("iso-8859.1"), context));
        Assert.False(rx.Matches(ByteText.FromString("iso-885991"), context));
    }

    [Fact]
    public void A_pattern_captures_its_match_and_groups()
    {
        var context = Context(wantsCaptures: true);

        Assert.True(Make("rx", "(a)(x)?(b+)(y)?").Matches(ByteText.FromString("--abb\n"), context));

        Assert.Equal(["abb", "a", "", "bb"], Enumerable.Range(0, context.CaptureCount).Select(i => context.Captured(i).ToString()));
    }

    [Fact]
    public void Of_alternatives_the_first_that_matches_is_captured()
    {
        var context = Context(wantsCaptures: true);

        Assert.True(Make("rx", "(?:\\(a.*\\)|.*)\\)").Matches(ByteText.FromString("(a))b)c)"), context));

        Assert.Equal("(a))b)c)"[..^4], context.Captured(0).ToString());
    }

    [Fact]
    public void A_match_with_more_groups_than_mod_security2_has_room_for_captures_nothing()
    {
        var context = Context(wantsCaptures: true);

        Assert.True(Make("rx", string.Concat(Enumerable.Repeat("(a)", 15))).Matches(ByteText.FromString(new string('a', 15)), context));

        Assert.Equal(0, context.CaptureCount);
    }

    [Fact]
    public void A_phrase_is_captured_as_the_rule_writes_it()
    {
        var context = Context(wantsCaptures: true);

        Assert.True(Make("pm", "alpha Beta").Matches(ByteText.FromString("xBETAx"), context));

        Assert.Equal("Beta", context.Captured(0).ToString());
    }

    [Fact]
    public void A_pattern_that_takes_too_long_does_not_match_and_says_so()
    {
        var context = Context();
        var value = ByteText.FromString(new string('a', 4000) + "bc");

        Assert.False(Make("rx", "^(?:(a+)+\\1)+b(?!c)").Matches(value, context));

        Assert.True(context.LimitExceeded);
    }

    [Theory]
    [InlineData("rsub", "s/a/b/")]
    [InlineData("inspectFile", "/bin/true")]
    [InlineData("fuzzyHash", "x 1")]
    [InlineData("gsbLookup", "x")]
    [InlineData("validateHash", "x")]
    [InlineData("validateDTD", "x")]
    [InlineData("validateSchema", "x")]
    [InlineData("noSuch", "x")]
    [InlineData("rx", "(")]
    [InlineData("pm", "")]
    [InlineData("validateByteRange", "5-3")]
    [InlineData("validateByteRange", "256")]
    [InlineData("ipMatch", "nonsense")]
    [InlineData("ipMatch", "10.0.0.0/33")]
    [InlineData("pmFromFile", "no-such-file.data")]
    [InlineData("pmFromFile", "https://example.com/list")]
    public void What_is_not_supported_is_an_error_with_its_place(string name, string argument)
    {
        var position = new SourcePosition("rules.conf", 3, 9);

        Assert.Null(OperatorFactory.Create(new OperatorText(position, name, argument, false), null, out var error));

        Assert.Equal(position, error!.Position);
        Assert.StartsWith($"@{name}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_files_lie_beside_the_rules()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "words.data"), "# a comment\n\n  Evil \r\n\"quoted words\"\n");
            File.WriteAllText(Path.Combine(folder.FullName, "addresses.data"), "# a comment\n192.0.2.0/24 a network\n2001:db8::1\n");
            var position = new SourcePosition(Path.Combine(folder.FullName, "rules.conf"), 1, 1);

            var words = OperatorFactory.Create(new OperatorText(position, "pmFromFile", "words.data", false), null, out _)!;
            var addresses = OperatorFactory.Create(new OperatorText(position, "ipMatchFromFile", "addresses.data", false), null, out _)!;

            Assert.True(words.Matches(ByteText.FromString("an evil thing"), Context()));
            Assert.True(words.Matches(ByteText.FromString("these quoted words"), Context()));
            Assert.False(words.Matches(ByteText.FromString("# a comment"), Context()));
            Assert.True(addresses.Matches(ByteText.FromString("192.0.2.9"), Context()));
            Assert.True(addresses.Matches(ByteText.FromString("2001:db8::1"), Context()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("rx", "<script", "<script")]
    [InlineData("contains", "Abc", "abc")]
    [InlineData("streq", "X-Y", "x-y")]
    [InlineData("pm", "B A", "a b")]
    [InlineData("within", "abc", null)]
    [InlineData("streq", "%{tx.x}", null)]
    public void Operators_tell_what_a_value_must_contain(string name, string argument, string? literals)
    {
        var required = Make(name, argument).RequiredLiterals;

        Assert.Equal(literals, required is null ? null : string.Join(' ', required.Order(StringComparer.Ordinal)));
    }

    private static RuleOperator Make(string name, string argument)
    {
        var made = OperatorFactory.Create(new OperatorText(new SourcePosition("rules.conf", 1, 1), name, argument, false), null, out var error);
        Assert.Null(error);
        return made!;
    }

    private static OperatorContext Context(bool wantsCaptures = false) => new(new TextArena()) { WantsCaptures = wantsCaptures };
}
