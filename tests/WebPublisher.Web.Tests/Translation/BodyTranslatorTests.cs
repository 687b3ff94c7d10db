using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Tests.Testing;
using WebPublisher.Web.Translation;

namespace WebPublisher.Web.Tests.Translation;

public sealed class BodyTranslatorTests
{
    private static readonly PublishedSite s_site = new("https", new Authority("mail.example.test", null));

    private static readonly PublishAction s_owa = TestPolicy.Publish(TestPolicy.NewFarm("fe1.internal.test:443", "fe1.internal.test.lan:8443", "exch01:443"));

    private static readonly LinkPatterns[] s_links =
    [
        LinkPatterns.For(new LinkTranslationPolicy { Map = [new LinkMapping(new Uri("http://intranet.internal/wiki/"), new Uri("https://mail.example.test/x"))] }, s_owa),
        LinkPatterns.For(new LinkTranslationPolicy(), s_owa with { PathMapping = new PathMapping("/webmail/", "/mail/") }),
        LinkPatterns.For(new LinkTranslationPolicy(), s_owa with { PathMapping = new PathMapping("/webmail/", "/") }),
        LinkPatterns.For(new LinkTranslationPolicy(), s_owa with { PathMapping = new PathMapping("/", "/mail/") }),
    ];

    // Whole links are rare in random text; their parts in random order are what could be taken apart wrongly.
    private static readonly string[] s_parts =
    [
        "http", "https", "wss", "HTTPS", ":", "%3a", "&#x3a;", "/", "//", @"\/\/", "%2F%2f", "%252f%252f", "&#47;&#47;", "&sol;", @"\u002f", @"\x2f", "fe1", ".internal.test",
        "fe1.internal.test", ".lan", "exch01", "intranet.internal", "mail.example.test", ":443", ":8", ":", "443", "/wiki", "/webmail", "/mail", "/", "x", ".", "-", "\"", "'", @"\""",
        "href=", "src=\"", "url(", ">", " ", "é", "\u00FF", "%", "&", @"\", "\r\n",
    ];

    private static readonly Arbitrary<(string Text, int Links, int Seed)> s_texts =
        (from parts in Gen.Elements(s_parts).ArrayOf()
         from links in Gen.Choose(0, s_links.Length - 1)
         from seed in Gen.Choose(0, int.MaxValue)
         select (string.Concat(parts), links, seed)).ToArbitrary();

    [Fact]
    public void However_a_body_is_divided_its_translation_is_that_of_the_whole() => Prop.ForAll(s_texts, input =>
    {
        var (text, links, seed) = input;
        var random = new Random(seed);
        var whole = s_links[links].Translate(text, s_site);

        return whole == Divided(text, s_links[links], () => random.Next(1, 12)) && whole == Divided(text, s_links[links], () => 1);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Theory]
    [InlineData(0, "<a href=\"https://fe1.internal.test:443/wiki/\">http://intranet.internal:80/wiki/a http://intranet.internal/wikis //exch01. https://exch01.lan ")]
    [InlineData(0, @"?u=http%3A%2F%2Ffe1.internal.test%3A8080%2Fowa {""u"":""https:\/\/fe1.internal.test.lan:8443\/"",""h"":""fe1.internal.test:443""} http&#58;&#47;&#47;exch01&#58;8&#47;")]
    [InlineData(1, @"<a href=""/mail/""> ""\/mail\/x"" url(/mail) https://exch01/mail/x https%3a%2f%2fexch01%2fmail%2fx <D:href>/mail/</D:href> '/mailbox'")]
    [InlineData(2, @"<a href=""/x""> <a href=""/webmail/x""> <a href=""//cdn/""> https://exch01/x https://exch01/webmail/x src=\""\/x\"" url('/x')")]
    [InlineData(3, @"<a href=""/mail/x""> <a href=""/mail""> <a href=""/mail//x""> https://exch01/mail/x ""\/mail\/x""")]
    public void Wherever_a_link_is_divided_it_is_found(int links, string text)
    {
        var whole = s_links[links].Translate(text, s_site);
        for (var first = 0; first < text.Length; first++)
        {
            var lengths = new Queue<int>([first == 0 ? text.Length : first, text.Length]);
            Assert.Equal(whole, Divided(text, s_links[links], lengths.Dequeue));
        }

        Assert.NotEqual(text, whole);
    }

    // Of whole links: what is made of parts in random order may by chance form a link with what stood beside it.
    [Fact]
    public void What_is_translated_does_not_change_again() => Prop.ForAll(
        (from text in (from before in Gen.Elements("\"", " href=\"", " ", "url(", "=", ">")
                       from scheme in Gen.Elements("http", "https", "")
                       from form in Gen.Elements(LinkForm.All)
                       from name in Gen.Elements("fe1.internal.test", "EXCH01", "exch01.lan", "intranet.internal", "mail.example.test", "elsewhere.example")
                       from port in Gen.Elements("", "443", "8443")
                       from path in Gen.Elements("", "mail", "webmail", "wiki", "x")
                       select before + (scheme.Length > 0 ? scheme + form.Colon : "") + form.Slashes + name + (port.Length > 0 ? form.Colon + port : "") + form.Slash + path).ArrayOf()
         from links in Gen.Choose(0, 2)
         select (Text: string.Join("\" ", text), Links: links)).ToArbitrary(),
        input =>
        {
            var whole = s_links[input.Links].Translate(input.Text, s_site);
            return whole == s_links[input.Links].Translate(whole, s_site);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void No_inner_name_is_left_in_a_url() => Prop.ForAll(
        (from scheme in Gen.Elements("http", "https", "") from form in Gen.Elements(LinkForm.All) from name in Gen.Elements("fe1.internal.test", "EXCH01") from port in Gen.Elements("", "443", "8443") from before in Gen.Elements("\"", " ", "(", "=", ">")
         select (before + (scheme.Length > 0 ? scheme + form.Colon : "") + form.Slashes + name + (port.Length > 0 ? form.Colon + port : "") + form.Slash)).ToArbitrary(),
        text => !Divided(text, s_links[0], () => 3).Contains("internal", StringComparison.OrdinalIgnoreCase) && !Divided(text, s_links[0], () => 3).Contains("exch01", StringComparison.OrdinalIgnoreCase))
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<p>text", 7)]
    [InlineData("<p>https://cdn.exa", 18)]
    [InlineData("<p>with", 6)]
    [InlineData("<p>https://fe1.inter", 3)]
    [InlineData("<p>https://fe1.internal.test", 3)]
    [InlineData("<p>https://fe1.internal.test/", 28)]
    [InlineData("<p>\"fe1", 3)]
    public void Only_what_may_become_a_link_waits_for_the_next_piece(string text, int sent)
    {
        using var translator = new BodyTranslator(s_links[0], s_site);
        var output = new ArrayBufferWriter<byte>();

        translator.Write(Encoding.ASCII.GetBytes(text), isLast: false, output);

        Assert.Equal(s_links[0].Translate(text[..sent], s_site), Encoding.ASCII.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Bytes_beyond_ascii_pass_as_they_are()
    {
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        using var translator = new BodyTranslator(s_links[0], s_site);
        var output = new ArrayBufferWriter<byte>();

        translator.Write(bytes, isLast: true, output);

        Assert.Equal(bytes, output.WrittenSpan.ToArray());
    }

    private static string Divided(string text, LinkPatterns links, Func<int> length)
    {
        using var translator = new BodyTranslator(links, s_site);
        var output = new ArrayBufferWriter<byte>();
        var bytes = Encoding.Latin1.GetBytes(text).AsSpan();
        while (!bytes.IsEmpty)
        {
            var piece = bytes[..Math.Min(bytes.Length, length())];
            bytes = bytes[piece.Length..];
            translator.Write(piece, isLast: false, output);
        }

        translator.Write([], isLast: true, output);
        return Encoding.Latin1.GetString(output.WrittenSpan);
    }
}
