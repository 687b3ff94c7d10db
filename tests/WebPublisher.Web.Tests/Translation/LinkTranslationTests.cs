using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Pipeline;
using WebPublisher.Web.Tests.Testing;
using WebPublisher.Web.Translation;

namespace WebPublisher.Web.Tests.Translation;

public sealed class LinkTranslationTests
{
    private static readonly PublishedSite s_site = new("https", new Authority("mail.example.test", null));

    private static readonly PublishAction s_owa = TestPolicy.Publish(TestPolicy.NewFarm("fe1.internal.test:443", "10.1.2.3:8443", "exch01:443", "[fd00::7]:443") with
    {
        Certificate = new FrontEndCertificatePolicy { Name = "owafe.internal.test" },
    });

    private static readonly PublishAction s_mapped = s_owa with { PathMapping = new PathMapping("/webmail/", "/mail/") };

    private static readonly PublishAction s_onRoot = s_owa with { PathMapping = new PathMapping("/webmail/", "/") };

    [Theory]
    [InlineData("https://fe1.internal.test/owa/", "https://mail.example.test/owa/")]
    [InlineData("https://FE1.Internal.Test:443/owa/?a#b", "https://mail.example.test/owa/?a#b")]
    [InlineData("http://10.1.2.3:8443/owa/", "https://mail.example.test/owa/")]
    [InlineData("https://owafe.internal.test", "https://mail.example.test")]
    [InlineData("https://exch01?x", "https://mail.example.test?x")]
    [InlineData("//fe1.internal.test/owa/", "//mail.example.test/owa/")]
    [InlineData("https://[fd00::7]/owa/", "https://mail.example.test/owa/")]
    [InlineData("https://user@fe1.internal.test/", "https://mail.example.test/")]
    [InlineData("http://mail.example.test/owa/", "https://mail.example.test/owa/")]
    [InlineData("https://mail.example.test:8443/owa/", "https://mail.example.test/owa/")]
    [InlineData("https://mail.example.test:9999/owa/", "https://mail.example.test:9999/owa/")]
    [InlineData("https://mail.example.test/owa/", "https://mail.example.test/owa/")]
    [InlineData("https://login.example.com/?return=x", "https://login.example.com/?return=x")]
    [InlineData("https://login.example.com/?return=https%3A%2F%2Ffe1.internal.test%3A443%2Fowa%2F", "https://login.example.com/?return=https%3A%2F%2Fmail.example.test%2Fowa%2F")]
    [InlineData("/owa/auth/logon.aspx?url=http%3a%2f%2ffe1.internal.test%2fowa%2f", "/owa/auth/logon.aspx?url=https%3a%2f%2fmail.example.test%2fowa%2f")]
    [InlineData("/owa/", "/owa/")]
    [InlineData("../x", "../x")]
    [InlineData("?a=b", "?a=b")]
    [InlineData("", "")]
    [InlineData("//", "//")]
    [InlineData("https://", "https://")]
    [InlineData("mailto:a@example.com", "mailto:a@example.com")]
    public void Urls_of_the_inside_become_urls_of_the_published_site(string url, string translated) => Assert.Equal(translated, LinkTranslation.For(s_owa).Url(url, s_site));

    [Fact]
    public void The_published_port_is_kept()
    {
        var site = new PublishedSite("https", new Authority("localhost", 8443));

        Assert.Equal("https://localhost:8443/owa/", LinkTranslation.For(s_owa).Url("https://fe1.internal.test/owa/", site));
    }

    [Theory]
    [InlineData("https://fe1.internal.test/mail/?_task=mail", "https://mail.example.test/webmail/?_task=mail")]
    [InlineData("/mail/", "/webmail/")]
    [InlineData("/mail", "/webmail")]
    [InlineData("/mail?x", "/webmail?x")]
    [InlineData("/mailbox/", "/mailbox/")]
    [InlineData("./?_task=mail", "./?_task=mail")]
    public void Inner_paths_become_published_paths(string url, string translated) => Assert.Equal(translated, LinkTranslation.For(s_mapped).Url(url, s_site));

    [Theory]
    [InlineData("/webmail/", "/mail/")]
    [InlineData("/WebMail/x", "/mail/x")]
    [InlineData("/webmail", "/mail")]
    [InlineData("/webmail/a b", "/mail/a%20b")]
    [InlineData("/other/", "/other/")]
    public void Published_paths_become_inner_paths(string path, string inner) => Assert.Equal(inner, LinkTranslation.For(s_mapped).InnerPath(Target(path)));

    [Theory]
    [InlineData("/webmail/", "/")]
    [InlineData("/webmail", "/")]
    [InlineData("/webmail/x", "/x")]
    [InlineData("/webmail//evil.test", "/evil.test")]
    public void A_path_mapped_onto_the_root_never_reads_as_a_host(string path, string inner) => Assert.Equal(inner, LinkTranslation.For(s_onRoot).InnerPath(Target(path)));

    [Fact]
    public void A_root_is_mapped_back() => Assert.Equal("/webmail/x", LinkTranslation.For(s_onRoot).Url("/x", s_site));

    [Theory]
    [InlineData("<https://fe1.internal.test/mail/a>; rel=next, </mail/b>; rel=prev", "<https://mail.example.test/webmail/a>; rel=next, </webmail/b>; rel=prev")]
    [InlineData("<https://login.example.com/mail/>; anchor=\"https://fe1.internal.test/\"", "<https://login.example.com/mail/>; anchor=\"https://mail.example.test/\"")]
    [InlineData("<", "<")]
    public void A_link_field_has_urls_in_brackets(string value, string translated) => Assert.Equal(translated, LinkTranslation.For(s_mapped).Links(value, s_site));

    [Theory]
    [InlineData("5; url=https://fe1.internal.test/mail/", "5; url=https://mail.example.test/webmail/")]
    [InlineData("0;URL=\"/mail/\"", "0;URL=\"/webmail/\"")]
    [InlineData("0;url='/mail/'", "0;url='/webmail/'")]
    [InlineData("5", "5")]
    [InlineData("0;url=", "0;url=")]
    [InlineData("0;url=\"", "0;url=\"")]
    public void Refresh_leads_to_the_published_site(string value, string translated) => Assert.Equal(translated, LinkTranslation.For(s_mapped).Refresh(value, s_site));

    [Theory]
    [InlineData("Basic realm=\"fe1.internal.test\"", "Basic realm=\"mail.example.test\"")]
    [InlineData("Basic realm=\"10.1.2.3\"", "Basic realm=\"mail.example.test\"")]
    [InlineData("Basic realm=\"exch01\", charset=\"UTF-8\"", "Basic realm=\"mail.example.test\", charset=\"UTF-8\"")]
    [InlineData("Basic realm=\"Mail\"", "Basic realm=\"Mail\"")]
    [InlineData("Negotiate", "Negotiate")]
    [InlineData("NTLM TlRMTVNTUAACAAAA/exch01/AAA=", "NTLM TlRMTVNTUAACAAAA/exch01/AAA=")]
    public void Realms_lose_inner_names(string value, string translated) => Assert.Equal(translated, LinkTranslation.For(s_owa).Challenge(value, s_site));

    [Theory]
    [InlineData("default-src 'self' https://fe1.internal.test:443 http://10.1.2.3", "default-src 'self' https://mail.example.test https://mail.example.test")]
    [InlineData("served by fe1.internal.test.", "served by mail.example.test.")]
    [InlineData("fe1.internal.test:443", "mail.example.test")]
    [InlineData("exch01", "mail.example.test")]
    [InlineData("exch01:443;x", "mail.example.test;x")]
    [InlineData("attachment; filename=\"exch01.doc\"", "attachment; filename=\"exch01.doc\"")]
    [InlineData("attachment; filename=\"minutes of exch01\"", "attachment; filename=\"minutes of exch01\"")]
    [InlineData("xfe1.internal.test", "xfe1.internal.test")]
    [InlineData("fe1.internal.test.example.com", "fe1.internal.test.example.com")]
    [InlineData("210.1.2.35", "210.1.2.35")]
    [InlineData("nothing inside", "nothing inside")]
    public void Any_other_field_loses_inner_names_that_stand_as_hosts(string value, string translated) => Assert.Equal(translated, LinkTranslation.For(s_owa).Text(value, s_site));

    [Fact]
    public void A_name_that_is_also_the_published_one_stays()
    {
        var action = TestPolicy.Publish(TestPolicy.NewFarm("mail.example.test:8443"));

        Assert.Equal("by mail.example.test", LinkTranslation.For(action).Text("by mail.example.test", s_site));
        Assert.Equal("https://mail.example.test/x", LinkTranslation.For(action).Url("https://mail.example.test:8443/x", s_site));
    }

    private static CanonicalTarget Target(string path) => new("mail.example.test", null, path, PathEncoder.Encode(path), "");
}
