using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Tests.Testing;
using WebPublisher.Web.Translation;

namespace WebPublisher.Web.Tests.Translation;

public sealed class LinkPatternsTests
{
    private static readonly PublishedSite s_site = new("https", new Authority("mail.example.test", null));

    private static readonly PublishAction s_owa = TestPolicy.Publish(TestPolicy.NewFarm("fe1.internal.test:443", "10.1.2.3:8443", "exch01:443", "[fd00::7]:443") with
    {
        Certificate = new FrontEndCertificatePolicy { Name = "owafe.internal.test" },
    });

    private static readonly LinkTranslationPolicy s_policy = new()
    {
        Map =
        [
            new LinkMapping(new Uri("http://intranet.internal"), new Uri("https://mail.example.test/x")),
            new LinkMapping(new Uri("http://intranet.internal/wiki/"), new Uri("https://wiki.example.test/")),
            new LinkMapping(new Uri("https://chat.internal:8443/"), new Uri("https://chat.example.test:444/")),
        ],
    };

    private static readonly LinkPatterns s_links = LinkPatterns.For(s_policy, s_owa);

    private static readonly LinkPatterns s_mapped = LinkPatterns.For(new LinkTranslationPolicy(), s_owa with { PathMapping = new PathMapping("/webmail/", "/mail/") });

    private static readonly LinkPatterns s_below = LinkPatterns.For(new LinkTranslationPolicy(), s_owa with { PathMapping = new PathMapping("/webmail/", "/") });

    private static readonly LinkPatterns s_onRoot = LinkPatterns.For(new LinkTranslationPolicy(), s_owa with { PathMapping = new PathMapping("/", "/mail/") });

    [Theory]
    [InlineData("<a href=\"https://fe1.internal.test/owa/\">", "<a href=\"https://mail.example.test/owa/\">")]
    [InlineData("HTTPS://FE1.Internal.Test:443/owa/", "HTTPS://mail.example.test/owa/")]
    [InlineData("url(http://10.1.2.3:8443/a.png)", "url(https://mail.example.test/a.png)")]
    [InlineData("src=//fe1.internal.test/a.js", "src=//mail.example.test/a.js")]
    [InlineData("https://owafe.internal.test", "https://mail.example.test")]
    [InlineData("https://owafe.internal.test.", "https://mail.example.test.")]
    [InlineData("see https://owafe.internal.test. And", "see https://mail.example.test. And")]
    [InlineData("https://[fd00::7]:443/", "https://mail.example.test/")]
    [InlineData("https://exch01/ews/", "https://mail.example.test/ews/")]
    [InlineData("wss://fe1.internal.test/ws", "wss://mail.example.test/ws")]
    [InlineData("ws://fe1.internal.test/ws", "wss://mail.example.test/ws")]
    [InlineData("ldap://fe1.internal.test/", "ldap://mail.example.test/")]
    public void A_url_of_the_inside_becomes_one_of_the_published_site(string text, string translated) => Assert.Equal(translated, s_links.Translate(text, s_site));

    [Theory]
    [InlineData(@"{""u"":""https:\/\/fe1.internal.test:443\/owa\/""}", @"{""u"":""https:\/\/mail.example.test\/owa\/""}")]
    [InlineData("?u=http%3A%2F%2Ffe1.internal.test%3A8080%2Fowa", "?u=https%3A%2F%2Fmail.example.test%2Fowa")]
    [InlineData("?u=http%253a%252f%252ffe1.internal.test%253a8080%252fowa", "?u=https%253a%252f%252fmail.example.test%252fowa")]
    [InlineData("https:&#x2F;&#x2F;fe1.internal.test&#x2f;owa", "https:&#x2F;&#x2F;mail.example.test&#x2f;owa")]
    [InlineData("https&#58;&#47;&#47;fe1.internal.test&#58;443&#47;owa", "https&#58;&#47;&#47;mail.example.test&#47;owa")]
    [InlineData("https&colon;&sol;&sol;fe1.internal.test", "https&colon;&sol;&sol;mail.example.test")]
    [InlineData(@"http\u003a\u002f\u002ffe1.internal.test\u002fowa", @"https\u003a\u002f\u002fmail.example.test\u002fowa")]
    [InlineData(@"https:\x2F\x2Ffe1.internal.test\x2Fowa", @"https:\x2F\x2Fmail.example.test\x2Fowa")]
    [InlineData("%22%2F%2Ffe1.internal.test%2F", "%22%2F%2Fmail.example.test%2F")]
    [InlineData(@"\u0022//fe1.internal.test/", @"\u0022//mail.example.test/")]
    public void Slashes_and_colons_may_be_written_as_urls_markup_and_scripts_write_them(string text, string translated) => Assert.Equal(translated, s_links.Translate(text, s_site));

    [Theory]
    [InlineData("https://xfe1.internal.test/")]
    [InlineData("https://fe1.internal.test.evil.example/")]
    [InlineData("https://fe1.internal.testing/")]
    [InlineData("https://fe1.internal.test-2/")]
    [InlineData("https://fe1.internal.test_/")]
    [InlineData("https://fe1.internal.test:123456/")]
    [InlineData("https://110.1.2.3/")]
    [InlineData("https://10.1.2.30/")]
    [InlineData("alice@fe1.internal.test")]
    [InlineData("fe1.internal.test")]
    [InlineData("exch01")]
    [InlineData("\"exch01\"")]
    [InlineData("https://cdn.example.com/a//exch01/b")]
    [InlineData("///exch01/b")]
    [InlineData("https://mail.example.test/owa/")]
    [InlineData("https://mail.example.test:9999/owa/")]
    [InlineData("https://login.example.com/")]
    [InlineData("// exch01")]
    [InlineData("//")]
    [InlineData("")]
    public void What_only_looks_like_it_stays(string text) => Assert.Same(text, s_links.Translate(text, s_site));

    [Theory]
    [InlineData("{\"host\":\"fe1.internal.test\"}", "{\"host\":\"mail.example.test\"}")]
    [InlineData("var h = 'fe1.internal.test:8443';", "var h = 'mail.example.test:444';")]
    [InlineData(@"""{\""host\"":\""10.1.2.3\""}""", @"""{\""host\"":\""mail.example.test\""}""")]
    [InlineData("\"fe1.internal.test is down\"", "\"fe1.internal.test is down\"")]
    [InlineData("\"fe1.internal.test'", "\"fe1.internal.test'")]
    public void A_name_that_is_all_of_a_quoted_value_is_a_host(string text, string translated) =>
        Assert.Equal(translated, s_links.Translate(text, s_site with { Authority = new Authority("mail.example.test", 444) }));

    [Theory]
    [InlineData("http://mail.example.test/owa/", "https://mail.example.test/owa/")]
    [InlineData("https://mail.example.test:8443/owa/", "https://mail.example.test/owa/")]
    [InlineData("http%3A%2F%2Fmail.example.test%2F", "https%3A%2F%2Fmail.example.test%2F")]
    public void The_published_name_by_the_ports_and_the_scheme_of_the_inside_is_the_published_site(string text, string translated) => Assert.Equal(translated, s_links.Translate(text, s_site));

    [Fact]
    public void The_published_port_is_written_as_its_surroundings_are()
    {
        var site = new PublishedSite("https", new Authority("localhost", 8443));

        Assert.Equal("https://localhost:8443/ ?u=https%3A%2F%2Flocalhost%3A8443%2F", s_links.Translate("https://exch01/ ?u=https%3A%2F%2Fexch01%2F", site));
    }

    [Theory]
    [InlineData("http://intranet.internal/", "https://mail.example.test/x/")]
    [InlineData("http://intranet.internal", "https://mail.example.test/x")]
    [InlineData("http://intranet.internal:80/a?b", "https://mail.example.test/x/a?b")]
    [InlineData("//intranet.internal/a", "//mail.example.test/x/a")]
    [InlineData(@"http:\/\/intranet.internal\/a", @"https:\/\/mail.example.test\/x\/a")]
    [InlineData("http://INTRANET.internal/WIKI/a", "https://wiki.example.test/a")]
    [InlineData("http://intranet.internal/wiki", "https://wiki.example.test")]
    [InlineData("http://intranet.internal/wikipedia", "https://mail.example.test/x/wikipedia")]
    [InlineData("https://chat.internal:8443/room", "https://chat.example.test:444/room")]
    [InlineData("https%3A%2F%2Fchat.internal%3A8443%2Froom", "https%3A%2F%2Fchat.example.test%3A444%2Froom")]
    [InlineData("wss://chat.internal:8443/room", "wss://chat.example.test:444/room")]
    [InlineData("https://intranet.internal/", "https://intranet.internal/")]
    [InlineData("http://intranet.internal:8080/", "http://intranet.internal:8080/")]
    [InlineData("https://chat.internal/room", "https://chat.internal/room")]
    public void Links_of_the_map_lead_where_it_says(string text, string translated) => Assert.Equal(translated, s_links.Translate(text, s_site));

    [Theory]
    [InlineData("https://exch01/mail/x", "https://mail.example.test/webmail/x")]
    [InlineData("https://exch01/mailbox/", "https://mail.example.test/mailbox/")]
    [InlineData("https://mail.example.test/mail/?_task=mail", "https://mail.example.test/webmail/?_task=mail")]
    [InlineData("https%3A%2F%2Fexch01%2Fmail%2Fx", "https%3A%2F%2Fmail.example.test%2Fwebmail%2Fx")]
    [InlineData("<a href=\"/mail/\">", "<a href=\"/webmail/\">")]
    [InlineData("<form action='/MAIL'>", "<form action='/webmail'>")]
    [InlineData("<img src=/mail/a.png>", "<img src=/webmail/a.png>")]
    [InlineData(@"{""path"":""\/mail\/x""}", @"{""path"":""\/webmail\/x""}")]
    [InlineData("url(/mail/a.png)", "url(/webmail/a.png)")]
    [InlineData("content=\"0;url=/mail/\"", "content=\"0;url=/webmail/\"")]
    [InlineData("<D:href>/mail/inbox/</D:href>", "<D:href>/webmail/inbox/</D:href>")]
    [InlineData("&quot;/mail/&quot;", "&quot;/webmail/&quot;")]
    [InlineData("'/mailbox/'", "'/mailbox/'")]
    [InlineData("x.match(/mail/)", "x.match(/mail/)")]
    [InlineData("a/mail/b", "a/mail/b")]
    public void Inner_paths_become_published_paths(string text, string translated) => Assert.Equal(translated, s_mapped.Translate(text, s_site));

    [Theory]
    [InlineData("<a href=\"/x\">", "<a href=\"/webmail/x\">")]
    [InlineData("<a href=\"/\">", "<a href=\"/webmail/\">")]
    [InlineData(@"<a href=\""\/x\"">", @"<a href=\""\/webmail\/x\"">")]
    [InlineData("https://exch01/x", "https://mail.example.test/webmail/x")]
    [InlineData("https://exch01", "https://mail.example.test")]
    [InlineData("https://exch01/webmail/x", "https://mail.example.test/webmail/x")]
    [InlineData("<a href=\"/webmail/x\">", "<a href=\"/webmail/x\">")]
    [InlineData("<a href=\"//cdn.example.com/x\">", "<a href=\"//cdn.example.com/x\">")]
    [InlineData("x.split(\"/\")", "x.split(\"/\")")]
    [InlineData("{\"path\":\"/x\"}", "{\"path\":\"/x\"}")]
    public void Of_a_site_that_is_the_whole_server_only_what_markup_calls_a_link_is_one(string text, string translated) => Assert.Equal(translated, s_below.Translate(text, s_site));

    [Theory]
    [InlineData("<a href=\"/mail/x\">", "<a href=\"/x\">")]
    [InlineData("<a href=\"/mail\">", "<a href=\"/\">")]
    [InlineData("https://exch01/mail/x", "https://mail.example.test/x")]
    [InlineData("<a href=\"/mail//evil.test/\">", "<a href=\"/mail//evil.test/\">")]
    public void A_path_on_the_root_never_becomes_a_host(string text, string translated) => Assert.Equal(translated, s_onRoot.Translate(text, s_site));

    [Fact]
    public void Much_of_what_may_begin_a_link_takes_no_longer_than_other_text()
    {
        // A search that looks back or ahead as far as it can would not end within minutes.
        var text = new string('/', 2_000_000) + string.Concat(Enumerable.Repeat("//fe1.internal.tes", 100_000)) + new string('a', 1_000_000);

        Assert.Same(text, s_links.Translate(text, s_site));
    }
}
