using WebPublisher.Policy.Rules;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Tests.Testing;
using WebPublisher.Web.Translation;

namespace WebPublisher.Web.Tests.Translation;

public sealed class CookieTranslationTests
{
    private static readonly PublishedSite s_site = new("https", new Authority("mail.example.test", null));

    private static readonly SessionCookies s_sessions = new(TestPolicy.Publish());

    private static readonly InnerNames s_names = new(TestPolicy.NewFarm("fe1.internal.test:443", "webmail:443"));

    [Theory]
    [InlineData("lang=x; path=/", "lang=x; path=/; Secure")]
    [InlineData("cadata=x; path=/; secure; HttpOnly", "cadata=x; path=/; secure; HttpOnly")]
    [InlineData("a=b", "a=b; Secure")]
    [InlineData("secure=1; Path=/", "secure=1; Path=/; Secure")]
    public void Over_tls_every_cookie_is_secure(string cookie, string translated) => Assert.Equal(translated, CookieTranslation.Translate(cookie, s_site, s_names, s_sessions, mapping: null));

    [Theory]
    [InlineData("cadata=x; path=/", "cadata=x; path=/; Secure; HttpOnly")]
    [InlineData("roundcube_sessauth=-del-; expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure", "roundcube_sessauth=-del-; expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly")]
    [InlineData("JSESSIONID=1; httponly; Secure", "JSESSIONID=1; httponly; Secure")]
    [InlineData("X-OWA-CANARY=1; Secure", "X-OWA-CANARY=1; Secure")]
    [InlineData("cadata", "cadata; Secure")]
    public void A_cookie_that_proves_a_session_is_kept_from_scripts(string cookie, string translated) =>
        Assert.Equal(translated, CookieTranslation.Translate(cookie, s_site, s_names, s_sessions, mapping: null));

    [Fact]
    public void What_the_policy_calls_a_session_cookie_is_one()
    {
        var sessions = new SessionCookies(TestPolicy.Publish() with { Sections = [PublishSection.Whole with { RateLimits = new RateLimitsPolicy { SessionCookies = ["sid"] } }] });

        Assert.Equal("sid=1; Secure; HttpOnly", CookieTranslation.Translate("sid=1; Secure", s_site, s_names, sessions, mapping: null));
    }

    [Fact]
    public void In_clear_no_cookie_becomes_secure() =>
        Assert.Equal("a=b; Path=/", CookieTranslation.Translate("a=b; Path=/", s_site with { Scheme = "http" }, s_names, s_sessions, mapping: null));

    [Theory]
    [InlineData("a=b; Domain=fe1.internal.test; Path=/; Secure", "a=b; Path=/; Secure")]
    [InlineData("a=b; domain=.internal.test; Secure", "a=b; Secure")]
    [InlineData("a=b; Domain=mail.example.test; Secure", "a=b; Domain=mail.example.test; Secure")]
    [InlineData("a=b; Domain=.example.test; Secure", "a=b; Domain=.example.test; Secure")]
    [InlineData("a=b; Domain=ample.test; Secure", "a=b; Secure")]
    [InlineData("a=b; Domain=; Secure", "a=b; Secure")]
    public void A_domain_that_is_not_the_published_hosts_is_removed(string cookie, string translated) =>
        Assert.Equal(translated, CookieTranslation.Translate(cookie, s_site, s_names, s_sessions, mapping: null));

    [Theory]
    [InlineData("/mail/", "/webmail/")]
    [InlineData("/mail", "/webmail")]
    [InlineData("/mail/plugins", "/webmail/plugins")]
    [InlineData("/", "/")]
    [InlineData("/mailbox", "/mailbox")]
    [InlineData("/ma", "/ma")]
    public void The_path_is_mapped_back(string path, string published) => Assert.Equal(
        $"a=b; Path={published}; Secure",
        CookieTranslation.Translate($"a=b; path={path}; Secure", s_site, s_names, s_sessions, new PathMapping("/webmail/", "/mail/")).Replace("path=", "Path=", StringComparison.Ordinal));

    [Fact]
    public void A_path_above_the_mapped_one_covers_all_that_is_published() => Assert.Equal(
        "a=b; Path=/webmail/; Secure", CookieTranslation.Translate("a=b; Path=/apps; Secure", s_site, s_names, s_sessions, new PathMapping("/webmail/", "/apps/mail/")));

    [Fact]
    public void A_cookie_that_is_called_like_a_server_keeps_its_name_and_one_that_holds_a_servers_full_name_loses_it()
    {
        Assert.Equal("webmail=1; Secure", CookieTranslation.Translate("webmail=1; Secure", s_site, s_names, s_sessions, mapping: null));
        Assert.Equal("server=mail.example.test; Secure", CookieTranslation.Translate("server=fe1.internal.test; Secure", s_site, s_names, s_sessions, mapping: null));
    }

    [Fact]
    public void A_cookie_that_needs_no_change_is_not_copied()
    {
        const string cookie = "roundcube_sessid=abc; path=/; secure; HttpOnly; SameSite=Lax";

        Assert.Same(cookie, CookieTranslation.Translate(cookie, s_site, s_names, s_sessions, mapping: null));
    }
}
